// Lowering: splits each async function that awaits, and each generator, into two, in the manner of LLVM's coroutines (switched resume).
//
//   f(params)                  keeps name and signature: allocates the frame, stores the parameters, starts the body,
//                              returns the frame, which is the promise
//   f~resume(frame, awaited)   the body; called through the table each time that the promise awaited has settled
//
// At an await the locals that live across it, and only those, are saved to the frame, and the function returns. To go
// on it is entered again: `state` says at which await, and the structures around that await let the entry through
// (`resume.ts`). No relooper, no unwinding. All else is left as the compiler made it.
import type { Function as Fn } from "assemblyscript";
import binaryen, { type ExpressionRef, type FunctionRef, type Module, type TypeRef } from "../binaryen.js";
import { CALLEE, type Entry } from "../closures/entry.js";
import { rangeOfVariable, reportError } from "../diagnostics.js";
import type { CoroutineInstance, Session } from "../session.js";
import { isCatch } from "../throws/try.js";
import { childrenOf, constOf, type IrNode, readTree, setChild, walk } from "./ir.js";
import * as layout from "./layout.js";
import type { Library, SuspensionKind, Vocabulary } from "./library.js";
import { liftAwaits, TOSTACK } from "./lift.js";
import { liveness } from "./liveness.js";
import { isKept, ManagedLocals, removeMarks, withoutMark } from "./managed.js";
import { expandBody } from "./resume.js";
import { planSaves } from "./saves.js";
import { addLandings, type Entries, findEntries, LANDING, type Landing, type Suspension } from "./suspensions.js";

/** Parameters of a resume function; the locals of the source follow. */
const FRAME = 0;
const AWAITED = 1;
const FIRST = 2;
const RESUMED = "~resume";
/** Values of the mark that a call is left: see `__direct` in `assembly/core/frame.ts`. */
export const DIRECT = 1;
const GOES_ON = 2;

/** The name of the function that has the body of a lowered one. */
export const resumedName = (name: string): string => name + RESUMED;

/** Whether a name is that of such a function. */
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
    const lowered = this.m.getFunction(this.isSplit ? this.resumeName : this.name);
    if (!this.hasShadowStack) removeMarks(this.m, binaryen.Function.getBody(lowered), this.library.clearing);
  }

  private read(ref: ExpressionRef): IrNode {
    return readTree(ref, (call, id) => {
      if (id !== binaryen.CallId) return false;
      const callee = binaryen.Call.getTarget(call);
      return callee === LANDING || this.library.suspensionOf(callee) !== null;
    });
  }

  private readonly suspensionOf = (node: IrNode): SuspensionKind | null =>
    node.id === binaryen.CallId ? this.library.suspensionOf(node.name as string) : null;

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
    const mark = binaryen.Function.getNumLocals(f);
    walk(this.body, (node) => {
      if (node.id !== binaryen.CallId || !library.isSettler(node.name as string)) return;
      setChild(node.ref, 0, m.local.get(mark, binaryen.i32));
    });
    binaryen._BinaryenFunctionAddVar(f, binaryen.i32);
    const start = [
      ...(this.entry ? [this.entry.take()] : []),
      m.local.set(mark, m.global.get(library.mark, binaryen.i32)),
      m.global.set(library.mark, m.i32.const(0)),
    ];
    binaryen.Function.setBody(f, m.block(null, [...start, this.body.ref], binaryen.i32));
  }

  // ---- with awaits

  private split(): void {
    addLandings(this.m, this.body, this.suspensionOf);
    this.settleFrame(this.body);
    const lifted = this.read(this.lift());
    const entries = findEntries(lifted, this.suspensionOf);
    const params = this.findLive(lifted, entries).filter((local) => this.isGiven(local));
    const { suspensions } = entries;
    const atStart = planSaves(lifted, this.types.length, entries, params);
    this.reportHidden(suspensions);
    const lives = [params, ...suspensions.map((at) => at.live)];
    const frame = layout.layoutFrame(
      this.base,
      lives,
      (local) => this.managed.has(local),
      (local) => this.types[local] as TypeRef,
    );
    this.reportExcess(frame.slots, suspensions.length + entries.landings.length);
    this.writePoint(0, 0, 0, 0, frame.liveBits(params)[0] as number);
    this.addResume(lifted, entries, atStart, frame);
    this.replaceStart(params, frame);
  }

  /** Finds the locals that live across each entry; returns those that are live at the start. */
  private findLive(lifted: IrNode, { suspensions, landings }: Entries): number[] {
    const wanted = new Set([...suspensions.map(({ call }) => call), ...landings.map(({ node }) => node)]);
    const live = liveness(lifted, this.types.length, wanted, isCatch);
    for (const at of landings) at.live = live.after.get(at.node)?.toArray(FIRST) ?? [];
    for (const at of suspensions) {
      at.live = live.after.get(at.call)?.toArray(FIRST) ?? [];
      const value = at.call.children[0] as IrNode;
      if (at.kind === "value" && value.id === binaryen.LocalGetId && !at.live.includes(value.index))
        at.live.push(value.index);
    }
    return live.atStart.toArray(FIRST);
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
    const frame = library.isSettler(name) ? 0 : library.isEmitter(name) ? node.children.length - 1 : -1;
    if (frame >= 0) setChild(node.ref, frame, m.local.get(FRAME, binaryen.i32));
  }

  private lift(): ExpressionRef {
    const { m, library } = this;
    return liftAwaits(this.read(this.body.ref), {
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

  private pointAddress(point: number): number {
    return (this.coroutine.points.offset as unknown as { low: number }).low + point * layout.POINT_SIZE;
  }

  private writePoint(point: number, state: number, handler: number, site: number, live: number): void {
    const { buffer } = this.coroutine.points;
    const view = new DataView(buffer.buffer, buffer.byteOffset + point * layout.POINT_SIZE);
    view.setUint16(layout.POINT_STATE, state, true);
    view.setUint16(layout.POINT_HANDLER, handler, true);
    view.setUint32(layout.POINT_SITE, site, true);
    view.setUint32(layout.POINT_LIVE, live, true);
  }

  // ---- the function that is resumed

  private addResume(
    body: IrNode,
    { suspensions, landings }: Entries,
    atStart: number[],
    frame: layout.FrameLayout,
  ): void {
    const { m } = this;
    const state = this.addLocal(binaryen.i32);
    const promise = this.addLocal(binaryen.i32);
    const byStatement = new Map([...suspensions, ...landings].map((at) => [at.node, at]));
    const expanded = expandBody<Suspension | Landing>(body, {
      module: m,
      stateLocal: state,
      entryOf: (statement) => byStatement.get(statement),
      suspend: (at) => ("call" in at ? this.suspend(at, promise, frame) : []),
      goOn: (at, statement) => ("call" in at ? this.goOn(at, statement, state, frame) : this.land(at, state, frame)),
      start: () => atStart.map((local) => this.restore(local, frame)),
    });
    const code = [...this.enter(state, landings.length > 0), expanded];
    const parameters = binaryen.createType([binaryen.i32, binaryen.i32]);
    const ref = m.addFunction(this.resumeName, parameters, binaryen.none, this.types.slice(FIRST), m.block(null, code));
    this.moveDebugInfo(ref);
  }

  /** Finds out where to go on: behind the await, or where its promise was rejected at the handler, if there is one. */
  private enter(state: number, hasHandlers: boolean): ExpressionRef[] {
    const { m } = this;
    const self = (): ExpressionRef => m.local.get(FRAME, binaryen.i32);
    const awaited = (): ExpressionRef => m.local.get(AWAITED, binaryen.i32);
    const goTo = (field: number): ExpressionRef =>
      m.local.set(state, m.i32.load16_u(field, 2, m.i32.load(layout.POINT, 4, self())));
    const failed = m.i32.eq(m.i32.load8_u(layout.STATUS, 1, awaited()), m.i32.const(layout.REJECTED));
    const forward = m.block(null, [m.call(this.vocabulary.forward, [self(), awaited()], binaryen.none), m.return()]);
    if (!hasHandlers) return [m.if(failed, forward), goTo(layout.POINT_STATE)];
    const handle = m.block(null, [
      goTo(layout.POINT_HANDLER),
      m.if(m.i32.eqz(m.local.get(state, binaryen.i32)), forward),
    ]);
    return [m.if(failed, handle, goTo(layout.POINT_STATE))];
  }

  /** Evaluates what is awaited, saves what lives across, and waits. */
  private suspend(at: Suspension, promise: number, frame: layout.FrameLayout): ExpressionRef[] {
    const { m } = this;
    const [operand, site] = at.call.children as [IrNode, IrNode | undefined];
    const live = frame.liveBits(at.live);
    const place = site?.id === binaryen.ConstId ? constOf(site.ref) : 0;
    this.writePoint(at.point, at.state, at.handler, place, live[0] as number);
    const self = (): ExpressionRef => m.local.get(FRAME, binaryen.i32);
    const save = [
      ...at.saved.map((local) =>
        this.access(local).store(frame.offsets.get(local) as number, 4, self(), this.get(local)),
      ),
      ...live.slice(1).map((word, i) => m.i32.store(this.base + 4 * i, 4, self(), m.i32.const(word | 0))),
    ];
    const point = m.i32.const(this.pointAddress(at.point));
    const { suspend } = this.vocabulary;
    const suspendFor = suspend[at.kind] as string;
    if (at.kind === "value" || at.kind === "yield")
      return [...save, m.call(suspendFor, [self(), point], binaryen.none), m.return()];
    // The frame holds what is awaited before anything else is allocated: no need of the shadow stack.
    const callee = promisingCall(operand)?.call.name;
    const isOperation = callee !== undefined && callee !== null && this.library.isOperation(callee);
    const operation = at.kind === "promise" && isOperation && suspend.operation;
    const evaluate = [m.local.set(promise, withoutMark(this.marked(operand, operation ? GOES_ON : DIRECT))), ...save];
    const awaited = (): ExpressionRef => m.local.get(promise, binaryen.i32);
    if (operation) {
      const waits = m.call(operation, [self(), awaited(), point], binaryen.i32);
      return [...evaluate, m.if(waits, m.return()), m.local.set(AWAITED, awaited())];
    }
    return [...evaluate, m.call(suspendFor, [self(), awaited(), point], binaryen.none), m.return()];
  }

  /** Restores what lived across, and reads the outcome. */
  private goOn(at: Suspension, statement: IrNode, state: number, frame: layout.FrameLayout): ExpressionRef[] {
    const { m } = this;
    const restored = at.restored.map((local) => this.restore(local, frame));
    if (at.kind !== "value") setChild(at.call.ref, 0, m.local.get(AWAITED, binaryen.i32));
    if (at.kind === "promise" || at.kind === "value") setChild(at.call.ref, 1, m.i32.const(0));
    return [...restored, m.local.set(state, m.i32.const(0)), statement.ref];
  }

  /** Restores what a handler needs, and takes the reason of the rejection there. */
  private land(at: Landing, state: number, frame: layout.FrameLayout): ExpressionRef[] {
    const { m } = this;
    return [
      ...at.live.map((local) => this.restore(local, frame)),
      m.local.set(state, m.i32.const(0)),
      m.call(
        this.vocabulary.land,
        [m.local.get(FRAME, binaryen.i32), m.local.get(AWAITED, binaryen.i32)],
        binaryen.none,
      ),
    ];
  }

  /** What is awaited, with the mark set right before the call that makes it, if the callee takes it. */
  private marked(operand: IrNode, value: number): ExpressionRef {
    const { m, library } = this;
    const place = promisingCall(operand);
    if (place) library.session.awaitedCalls.add(place.call.ref);
    if (!place || !library.isMarkTaker(place.call.name as string)) return operand.ref;
    const { call, parent } = place;
    const mark = m.global.set(library.mark, m.i32.const(value));
    const operands = childrenOf(call.ref);
    if (!operands.length) {
      const marked = m.block(null, [mark, call.ref], binaryen.i32);
      if (!parent) return marked;
      setChild(parent.ref, 0, marked);
      return operand.ref;
    }
    let holder = call.ref;
    let at = operands.length - 1;
    let last = operands[at] as ExpressionRef;
    while (isKept(last)) {
      holder = last;
      at = 0;
      last = childrenOf(last)[0] as ExpressionRef;
    }
    const type = binaryen.getExpressionType(last);
    const local = this.addLocal(type);
    setChild(holder, at, m.block(null, [m.local.set(local, last), mark, m.local.get(local, type)], type));
    return operand.ref;
  }

  private get(local: number): ExpressionRef {
    return this.m.local.get(local, this.types[local] as TypeRef);
  }

  private access(local: number): Module["i32"] {
    const { m } = this;
    const type = this.types[local];
    const access =
      type === binaryen.i64 ? m.i64 : type === binaryen.f32 ? m.f32 : type === binaryen.f64 ? m.f64 : m.i32;
    return (type === binaryen.v128 ? m.v128 : access) as Module["i32"];
  }

  private restore(local: number, frame: layout.FrameLayout): ExpressionRef {
    const { m } = this;
    const self = m.local.get(FRAME, binaryen.i32);
    const value = this.access(local).load(frame.offsets.get(local) as number, 4, self);
    const keep = this.hasShadowStack && this.managed.has(local);
    return m.local.set(local, keep ? m.call(TOSTACK, [value], binaryen.i32) : value);
  }

  /**
   * Names and places of the source belong to the function that has the body now. The shadow stack pass replaces both
   * functions and asks for the debug information again, of whatever the program knows by their names.
   */
  private moveDebugInfo(ref: FunctionRef): void {
    const { instance } = this;
    const resumed = Object.create(instance, {
      addDebugInfo: { value: (_: unknown, ref: FunctionRef) => this.describe(ref) },
    });
    instance.program.instancesByName.set(this.resumeName, resumed);
    instance.addDebugInfo = () => {};
    this.describe(ref);
  }

  /** Source locations and local names of the moved body. */
  private describe(ref: FunctionRef): void {
    const { m, instance } = this;
    const { sourceMap, debugInfo } = instance.program.options;
    if (sourceMap) {
      for (const [expression, range] of instance.debugLocations) {
        const { source } = range;
        m.setDebugLocation(
          ref,
          expression,
          source.debugInfoIndex,
          source.lineAt(range.start),
          source.columnAt() - 1, // source maps count from 0
        );
      }
    }
    if (!debugInfo) return;
    const names = ["~frame", "~awaited", ...instance.localsByIndex.map((local) => local.name)];
    const seen = new Set<string>();
    names.forEach((name, i) => {
      const unique = seen.has(name) ? `${name}|${i}` : name;
      seen.add(unique);
      binaryen.Function.setLocalName(ref, i, unique);
    });
  }

  // ---- the function that is called

  /** Number of the local in which a closure has itself, or -1. */
  private get callee(): number {
    return this.entry ? FIRST + this.entry.callee.index : -1;
  }

  /** Whether the function that is called gives a local its first value. */
  private isGiven(local: number): boolean {
    return local < FIRST + this.paramTypes.length || local === this.callee;
  }

  private replaceStart(params: number[], frame: layout.FrameLayout): void {
    const { m, library, instance } = this;
    const { compiler } = library;
    const table = compiler.functionTable as unknown as { internalName: string }[];
    const index = (compiler.options.tableBase || 1) + table.push({ internalName: this.resumeName }) - 1;
    const results = binaryen.getFunctionInfo(m.getFunction(this.name)).results;
    const local = this.paramTypes.length;
    const closure = local + 1;
    const self = (): ExpressionRef => m.local.get(local, binaryen.i32);
    const keep = (value: ExpressionRef): ExpressionRef =>
      this.hasShadowStack ? m.call(TOSTACK, [value], binaryen.i32) : value;
    const numbers = [frame.size, index, frame.slots, this.pointAddress(0)].map((value) => m.i32.const(value));
    const words = frame.liveBits(params).slice(1);
    const isClosure = params.includes(this.callee);
    const { allocate } = this.coroutine;
    const code = [
      ...(isClosure ? [m.local.set(closure, keep(m.global.get(CALLEE, binaryen.i32)))] : []),
      m.local.set(local, m.call(allocate?.internalName ?? library.frame, numbers, binaryen.i32)),
      ...words.map((word, i) => m.i32.store(this.base + 4 * i, 4, self(), m.i32.const(word | 0))),
      ...params.map((param) => {
        const from = param === this.callee ? closure : param - FIRST;
        const value = m.local.get(from, this.types[param] as TypeRef);
        return this.access(param).store(frame.offsets.get(param) as number, 4, self(), value);
      }),
      ...(allocate ? [] : [m.call(this.resumeName, [keep(self()), self()], binaryen.none)]),
      self(),
    ];
    m.removeFunction(this.name);
    const params0 = binaryen.createType(this.paramTypes);
    const locals = isClosure ? [binaryen.i32, binaryen.i32] : [binaryen.i32];
    instance.ref = m.addFunction(this.name, params0, results, locals, m.block(null, code, binaryen.i32));
  }
}

function shiftLocal(node: IrNode): void {
  if (node.id === binaryen.LocalGetId) binaryen.LocalGet.setIndex(node.ref, node.index + FIRST);
  else if (node.id === binaryen.LocalSetId) binaryen.LocalSet.setIndex(node.ref, node.index + FIRST);
  else return;
  (node as { index: number }).index += FIRST;
}

/** The call whose value is that of a node, also where code behind it looks for errors (see throws/checks.ts). */
function promisingCall(node: IrNode): { call: IrNode; parent: IrNode | null } | null {
  let parent: IrNode | null = null;
  for (let at = node; ; ) {
    if (at.id === binaryen.CallId && at.name !== TOSTACK) return { call: at, parent };
    const [first, look, value] = at.children;
    const isChecked =
      at.id === binaryen.BlockId && look?.id === binaryen.IfId && value?.id === binaryen.LocalGetId && !at.children[3];
    const isSet = at.id === binaryen.LocalSetId || at.name === TOSTACK;
    if (!first || !(isSet || (isChecked && first.id === binaryen.LocalSetId && first.index === value.index)))
      return null;
    parent = at;
    at = first;
  }
}
