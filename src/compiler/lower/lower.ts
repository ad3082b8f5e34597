// Lowering: splits each async function that awaits, and each generator, into two, in the manner of LLVM's coroutines (switched resume).
//
//   f(params)                  keeps name and signature: allocates the frame, runs up to the first await, and returns the
//                              frame, which is the promise. That of a generator only allocates, and saves its parameters
//   f~resume(frame, awaited)   what comes behind the awaits; called through the table each time that the promise awaited has
//                              settled
//
// At an await the locals that live across it, and only those, are saved to the frame, and the function returns. To go
// on `f~resume` is entered: `state` says behind which await, and the structures around that await let the entry through
// (`resume.ts`). No relooper, no unwinding. All else is left as the compiler made it.
//
// Locals are numbered as in `f~resume`, whose parameters come first; in `f` they are put in order at the end.
import type { Function as Fn } from "assemblyscript";
import binaryen, { type ExpressionRef, type FunctionRef, type Module, type TypeRef } from "../binaryen.js";
import { CALLEE, type Entry } from "../closures/entry.js";
import { rangeOfVariable, reportError } from "../diagnostics.js";
import type { CoroutineInstance, Session } from "../session.js";
import { isCatch } from "../throws/try.js";
import { copyTree } from "./copy.js";
import { describeAs } from "./debug.js";
import { childrenOf, type IrNode, readTree, setChild, typeOf, walk } from "./ir.js";
import * as layout from "./layout.js";
import type { Library, SuspensionKind, Vocabulary } from "./library.js";
import { liftAwaits, TOSTACK } from "./lift.js";
import { liveness } from "./liveness.js";
import { isKept, ManagedLocals, removeMarks } from "./managed.js";
import { expandResumed, expandStart, type ResumeContext } from "./resume.js";
import { planSaves } from "./saves.js";
import { AWAITED, FIRST, FRAME, type Lowered, mayGoOn, SuspensionCode } from "./stop.js";
import {
  addLandings,
  BEGIN,
  type Entries,
  findEntries,
  LANDING,
  type Landing,
  type Suspension,
} from "./suspensions.js";

const RESUMED = "~resume";

/** The name of the function that has the body of a lowered one. */
export const resumedName = (name: string): string => name + RESUMED;

/** Whether a function has the body of a lowered one. */
export const isResumed = (name: string): boolean => name.endsWith(RESUMED);

/** Lowers all async functions of a module. Runs once everything is compiled, before memory and table are laid out. */
export function lowerModule(session: Session, library: Library): void {
  const module = binaryen.wrapModule(library.compiler.module.ref);
  for (const [instance, coroutine] of session.coroutineInstances)
    new FunctionLowering(library, module, instance, coroutine).run();
}

class FunctionLowering {
  private readonly name: string;
  private readonly resumeName: string;
  private readonly hasShadowStack: boolean;
  private readonly paramTypes: TypeRef[];
  private readonly types: TypeRef[];
  private readonly managed: ManagedLocals;
  private readonly body: IrNode;
  private readonly vocabulary: Vocabulary;
  private readonly isSplit: boolean;
  /** Where the live bits or the slots of the frame start. */
  private readonly base: number;

  constructor(
    private readonly library: Library,
    private readonly m: Module,
    private readonly instance: Fn,
    private readonly coroutine: CoroutineInstance,
  ) {
    this.name = instance.internalName;
    this.vocabulary = library.vocabularyOf(coroutine.kind);
    this.resumeName = resumedName(this.name);
    this.hasShadowStack = library.compiler.options.stackSize > 0;
    const info = binaryen.getFunctionInfo(m.getFunction(this.name));
    this.paramTypes = binaryen.expandType(info.params);
    this.types = [binaryen.i32, binaryen.i32, ...this.paramTypes, ...info.vars];
    this.body = this.read(m.block(null, [info.body], binaryen.getExpressionType(info.body))); // a place for each `return`
    this.base = coroutine.kind === "async" ? layout.FRAME_BASE : layout.GENERATOR_BASE;
    this.isSplit = this.body.marked || coroutine.kind !== "async";
    if (this.isSplit) walk(this.body, shiftLocal);
    this.managed = new ManagedLocals(library, instance, this.body, this.isSplit ? FIRST : 0);
  }

  run(): void {
    if (this.isSplit) this.split();
    else this.takeMark();
    if (this.hasShadowStack) return;
    const lowered = this.isSplit ? [this.name, this.resumeName] : [this.name];
    for (const name of lowered) {
      removeMarks(this.m, binaryen.Function.getBody(this.m.getFunction(name)), this.library.clearing);
    }
  }

  private readonly read = (ref: ExpressionRef): IrNode =>
    readTree(ref, (call, id) => {
      if (id !== binaryen.CallId) return false;
      const callee = binaryen.Call.getTarget(call);
      return callee === LANDING || callee === BEGIN || this.library.suspensionOf(callee) !== null;
    });

  private readonly suspensionOf = (node: IrNode): SuspensionKind | null => {
    if (node.id !== binaryen.CallId) return null;
    return node.name === BEGIN ? "start" : this.library.suspensionOf(node.name as string);
  };

  private addLocal(type: TypeRef): number {
    return this.types.push(type) - 1;
  }

  /** What the body of a closure starts with. */
  private get entry(): Entry | undefined {
    return this.library.session.closures.entries.get(this.instance);
  }

  // ---- without awaits

  /** A body that never suspends has no frame: its returns are told whether the caller awaits the call on the spot. */
  private takeMark(): void {
    const { m, library } = this;
    const f = m.getFunction(this.name);
    const mark = binaryen._BinaryenFunctionAddVar(f, binaryen.i32);
    walk(this.body, (node) => {
      if (node.id !== binaryen.CallId) return;
      const direct = (): ExpressionRef => m.local.get(mark, binaryen.i32);
      if (library.isRejection(node.name as string)) setChild(node.ref, 0, direct());
      if (!library.isReturn(node.name as string)) return;
      const promise = m.call(library.promise, [direct()], binaryen.i32);
      const value = childrenOf(node.ref)[1];
      setChild(node.ref, 0, value ? this.behind(f, node.ref, value, promise) : promise);
    });
    const start = [
      ...(this.entry ? [this.entry.take()] : []),
      m.local.set(mark, m.global.get(library.mark, binaryen.i32)),
      m.global.set(library.mark, m.i32.const(0)),
    ];
    binaryen.Function.setBody(f, m.block(null, [...start, this.body.ref], binaryen.i32));
  }

  /** A promise that is made once the value is there that a `return` settles it with. */
  private behind(f: FunctionRef, call: ExpressionRef, value: ExpressionRef, promise: ExpressionRef): ExpressionRef {
    const { m } = this;
    const type = typeOf(value);
    if (type === binaryen.unreachable) return promise;
    const local = binaryen._BinaryenFunctionAddVar(f, type);
    setChild(call, 1, m.local.get(local, type));
    return m.block(null, [m.local.set(local, value), promise], binaryen.i32);
  }

  // ---- with awaits

  private split(): void {
    const { m } = this;
    addLandings(m, this.body, this.suspensionOf);
    this.settleFrame(this.body);
    const body = this.read(this.lift());
    const entries = findEntries(body, this.suspensionOf);
    this.findLive(body, entries);
    const { suspensions, landings } = entries;
    planSaves(body, this.types.length, entries, (at) => mayGoOn(at, this.library, this.vocabulary));
    this.reportHidden(suspensions);
    const frame = layout.layoutFrame(
      this.base,
      suspensions.map((at) => at.live),
      (local) => this.managed.has(local),
      (local) => this.types[local] as TypeRef,
    );
    this.reportExcess(frame.slots, suspensions.length + landings.length);
    const { library, vocabulary, managed, hasShadowStack, base, types } = this;
    const points = new layout.SuspensionPoints(this.coroutine.points);
    const state = this.addLocal(binaryen.i32);
    const stopsOnce = this.coroutine.kind === "async" && suspensions.length + landings.length === 1;
    const onlyState = stopsOnce ? (suspensions[0] as Suspension).state : null;
    const f = { module: m, library, vocabulary, managed, hasShadowStack, frame, points, onlyState, base, state, types };
    const known = new Map<IrNode, Suspension | Landing>([...suspensions, ...landings].map((at) => [at.node, at]));
    const start = suspensions[0]?.kind === "start" ? this.allocation(f, suspensions[0]) : this.start(f, known, body);
    this.addResume(f, known, body, landings.length > 0);
    this.replace(start);
  }

  /** Finds the locals that live across each entry. */
  private findLive(lifted: IrNode, { suspensions, landings }: Entries): void {
    const wanted = new Set([...suspensions.map(({ call }) => call), ...landings.map(({ node }) => node)]);
    const live = liveness(lifted, this.types.length, wanted, isCatch);
    for (const at of landings) at.live = live.after.get(at.node)?.toArray(FIRST) ?? [];
    for (const at of suspensions) {
      at.live = live.after.get(at.call)?.toArray(FIRST) ?? [];
      if (at.kind === "start") at.live = at.live.filter((local) => this.isGiven(local));
      const value = at.call.children[0];
      if (at.kind === "value" && value?.id === binaryen.LocalGetId && !at.live.includes(value.index))
        at.live.push(value.index);
    }
  }

  /** Returns settle the frame; the function that is resumed returns nothing. */
  private settleFrame(node: IrNode): void {
    const { m, library } = this;
    node.children.forEach((child, i) => {
      this.settleFrame(child);
      if (child.id !== binaryen.ReturnId) return;
      const value = binaryen.Return.getValue(child.ref);
      binaryen.Return.setValue(child.ref, 0);
      setChild(node.ref, i, m.block(null, [m.drop(value), child.ref]));
    });
    if (node.id !== binaryen.CallId) return;
    const name = node.name as string;
    const isSettler = library.isReturn(name) || library.isRejection(name);
    const frame = isSettler ? 0 : library.isEmitter(name) ? node.children.length - 1 : -1;
    if (frame >= 0) setChild(node.ref, frame, m.local.get(FRAME, binaryen.i32));
  }

  private lift(): ExpressionRef {
    const { m, library } = this;
    const lifted = liftAwaits(this.read(this.body.ref), {
      module: m,
      isSuspension: (ref, id) => id === binaryen.CallId && library.suspensionOf(binaryen.Call.getTarget(ref)) !== null,
      isValueAwait: (ref) => library.suspensionOf(binaryen.Call.getTarget(ref)) === "value",
      addLocal: (type, value) => {
        const local = this.addLocal(type);
        if (type === binaryen.i32 && this.managed.isManaged(this.read(value))) this.managed.add(local);
        return local;
      },
      keep: (value, local) =>
        this.hasShadowStack && this.managed.has(local) && !isKept(value)
          ? m.call(TOSTACK, [value], binaryen.i32)
          : value,
    });
    return this.coroutine.kind === "async" ? lifted : m.block(null, [m.call(BEGIN, [], binaryen.none), lifted]);
  }

  /** A reference that the source keeps as a number is lost to the collector while the function is suspended. */
  private reportHidden(suspensions: Suspension[]): void {
    const { prototype, identifierNode } = this.instance;
    for (const { local, name } of this.managed.hidden) {
      if (!suspensions.some((at) => at.live.includes(local))) continue;
      reportError(
        this.library.compiler,
        (prototype.bodyNode && rangeOfVariable(prototype.bodyNode, name)) ?? identifierNode.range,
        `Local '${name}' holds a managed reference as a number across an await, where the collector cannot see it. ` +
          "Keep the object itself in a variable.",
      );
    }
  }

  private reportExcess(slots: number, states: number): void {
    const excess = layout.excessOf(slots, states);
    if (!excess) return;
    const { range } = this.instance.identifierNode;
    reportError(this.library.compiler, range, `The function ${excess}: more than 65,535. Split it.`);
  }

  // ---- the function that is called

  /** Allocates the frame and begins; returns where the body stops first. */
  private start(f: Lowered, known: Known, body: IrNode): ExpressionRef {
    const { m, callee } = this;
    const { frame } = f;
    const begun = expandStart(this.copy(known, body), this.context(f, known, true));
    const numbers = [frame.size, this.tableIndex(), frame.slots].map((value) => m.i32.const(value));
    const allocated = m.call(this.library.frame, numbers, binaryen.i32);
    return m.block(null, [
      ...(callee < 0 ? [] : [m.local.set(callee, this.keep(m.global.get(CALLEE, binaryen.i32)))]),
      m.local.set(FRAME, this.keep(allocated)),
      begun,
    ]);
  }

  /** Allocates a generator, which is suspended at its start. */
  private allocation(f: Lowered, at: Suspension): ExpressionRef {
    const { m, callee } = this;
    const { frame, points, base } = f;
    const [live, ...words] = frame.liveBits(at.live);
    points.write(at.point, at.state, 0, 0, live as number);
    const self = (): ExpressionRef => m.local.get(FRAME, binaryen.i32);
    const numbers = [frame.size, this.tableIndex(), frame.slots, points.address(at.point)];
    const allocate = this.coroutine.allocate?.internalName as string;
    const code = new SuspensionCode(f, true);
    return m.block(null, [
      ...(at.live.includes(callee) ? [m.local.set(callee, this.keep(m.global.get(CALLEE, binaryen.i32)))] : []),
      m.local.set(
        FRAME,
        m.call(
          allocate,
          numbers.map((value) => m.i32.const(value)),
          binaryen.i32,
        ),
      ),
      ...words.map((word, i) => m.i32.store(base + 4 * i, 4, self(), m.i32.const(word | 0))),
      ...at.live.map((local) => code.write(local, self(), m.local.get(local, this.types[local] as TypeRef))),
    ]);
  }

  /** Number of the local in which a closure has itself, or -1. */
  private get callee(): number {
    return this.entry ? FIRST + this.entry.callee.index : -1;
  }

  /** Whether the function that is called gives a local its first value. */
  private isGiven(local: number): boolean {
    return local < FIRST + this.paramTypes.length || local === this.callee;
  }

  private keep(value: ExpressionRef): ExpressionRef {
    return this.hasShadowStack ? this.m.call(TOSTACK, [value], binaryen.i32) : value;
  }

  /** Index of the resume function in the table. */
  private tableIndex(): number {
    const { compiler } = this.library;
    const table = compiler.functionTable as unknown as { internalName: string }[];
    return (compiler.options.tableBase || 1) + table.push({ internalName: this.resumeName }) - 1;
  }

  /** Puts code into the place of the function: its parameters come first, then its locals, the frame, and what it awaits. */
  private replace(start: ExpressionRef): void {
    const { m, instance, paramTypes, types } = this;
    const first = types.length - FIRST;
    const numberOf = (local: number): number => (local < FIRST ? first + local : local - FIRST);
    const returned = (): ExpressionRef => m.local.get(numberOf(FRAME), binaryen.i32);
    walk(
      readTree(start, () => false),
      ({ id, ref, index }) => {
        if (id === binaryen.LocalGetId) binaryen.LocalGet.setIndex(ref, numberOf(index));
        else if (id === binaryen.LocalSetId) binaryen.LocalSet.setIndex(ref, numberOf(index));
        else if (id === binaryen.ReturnId) binaryen.Return.setValue(ref, returned());
      },
    );
    m.removeFunction(this.name);
    const params = binaryen.createType(paramTypes);
    const locals = [...types.slice(FIRST + paramTypes.length), binaryen.i32, binaryen.i32];
    const code = m.block(null, [start, returned()], binaryen.i32);
    instance.ref = m.addFunction(this.name, params, binaryen.i32, locals, code);
    describeAs(m, instance, this.name, this.names, instance.ref);
  }

  // ---- the function that is resumed

  private addResume(f: Lowered, known: Known, body: IrNode, hasHandlers: boolean): void {
    const { m } = this;
    const { code, readsState } = expandResumed(body, this.context(f, known, false));
    const parameters = binaryen.createType([binaryen.i32, binaryen.i32]);
    const whole = m.block(null, [...this.enter(f, readsState, hasHandlers), code]);
    const ref = m.addFunction(this.resumeName, parameters, binaryen.none, this.types.slice(FIRST), whole);
    describeAs(m, this.instance, this.resumeName, ["~frame", "~awaited", ...this.names], ref);
  }

  /** Finds out where to go on: behind the await, or where its promise was rejected at the handler, if there is one. */
  private enter({ state, onlyState }: Lowered, readsState: boolean, hasHandlers: boolean): ExpressionRef[] {
    const { m } = this;
    const self = (): ExpressionRef => m.local.get(FRAME, binaryen.i32);
    const awaited = (): ExpressionRef => m.local.get(AWAITED, binaryen.i32);
    const goTo = (field: number): ExpressionRef =>
      m.local.set(
        state,
        onlyState === null ? m.i32.load16_u(field, 2, m.i32.load(layout.POINT, 4, self())) : m.i32.const(onlyState),
      );
    const isRejected = m.i32.eq(m.i32.load8_u(layout.STATUS, 1, awaited()), m.i32.const(layout.REJECTED));
    const failed = m.if(m.global.get(this.library.hasRejections, binaryen.i32), isRejected, m.i32.const(0));
    const forward = m.block(null, [m.call(this.vocabulary.forward, [self(), awaited()], binaryen.none), m.return()]);
    if (!hasHandlers) return [m.if(failed, forward), ...(readsState ? [goTo(layout.POINT_STATE)] : [])];
    const handle = m.block(null, [
      goTo(layout.POINT_HANDLER),
      m.if(m.i32.eqz(m.local.get(state, binaryen.i32)), forward),
    ]);
    return [m.if(failed, handle, goTo(layout.POINT_STATE))];
  }

  // ---- both

  private context(f: Lowered, known: Known, isStart: boolean): ResumeContext<Suspension | Landing> {
    const code = new SuspensionCode(f, isStart);
    return {
      module: this.m,
      stateLocal: f.state,
      entryOf: (statement) => known.get(statement),
      suspend: (at) => code.suspend(at),
      enter: (at) => code.enter(at),
      goOn: (at) => code.goOn(at),
      copy: (node) => this.copy(known, node),
    };
  }

  /** Copies a part of the body; its entries are known, and its places in the source. */
  private copy(known: Known, node: IrNode): IrNode {
    const { debugLocations } = this.instance;
    const copies = new Map<IrNode, IrNode>();
    const copy = copyTree(this.m, node, this.read, (one, other) => {
      copies.set(one, other);
      const location = debugLocations.get(one.ref);
      if (location) debugLocations.set(other.ref, location);
    });
    for (const [one, other] of copies) {
      const at = known.get(one);
      if (at) known.set(other, { ...at, node: other, ...("call" in at && { call: copies.get(at.call) }) } as typeof at);
    }
    return copy;
  }

  /** Names of the locals of the source. */
  private get names(): string[] {
    return this.instance.localsByIndex.map((local) => local.name);
  }
}

/** What is known of the statements of a body, and of copies of them. */
type Known = Map<IrNode, Suspension | Landing>;

function shiftLocal(node: IrNode): void {
  if (node.id === binaryen.LocalGetId) binaryen.LocalGet.setIndex(node.ref, node.index + FIRST);
  else if (node.id === binaryen.LocalSetId) binaryen.LocalSet.setIndex(node.ref, node.index + FIRST);
  else return;
  (node as { index: number }).index += FIRST;
}
