// The code of suspensions: what stops there, what re-entry begins with, and how the outcome is read.
import binaryen, { type ExpressionRef, type Module, type TypeRef } from "../binaryen.js";
import { assigns, childrenOf, constOf, type IrNode, setChild } from "./ir.js";
import * as layout from "./layout.js";
import type { Library, Vocabulary } from "./library.js";
import { TOSTACK } from "./lift.js";
import { isKept, type ManagedLocals, withoutMark } from "./managed.js";
import type { Landing, Suspension } from "./suspensions.js";

/** Parameters of a resume function; the locals of the source follow. `AWAITED` is also where an await puts its promise. */
export const FRAME = 0;
export const AWAITED = 1;
export const FIRST = 2;
/** Values of the mark that a call is left: see `__direct` in `assembly/core/frame.ts`. */
export const DIRECT = 1;
const GOES_ON = 2;

/** A function that is lowered, as far as its suspensions need to know it. */
export interface Lowered {
  readonly module: Module;
  readonly library: Library;
  readonly vocabulary: Vocabulary;
  readonly managed: ManagedLocals;
  readonly hasShadowStack: boolean;
  readonly frame: layout.FrameLayout;
  readonly points: layout.SuspensionPoints;
  /** The state in which the function is resumed, if it is async, stops in one place, and handles no error there. */
  readonly onlyState: number | null;
  /** Where the live bits or the slots of the frame start. */
  readonly base: number;
  /** The local that holds the state of the function that is resumed. */
  readonly state: number;
  /** Types of all locals. */
  readonly types: TypeRef[];
}

export class SuspensionCode {
  private readonly m: Module;

  /** @param isStart whether it is code of the function that starts */
  constructor(
    private readonly f: Lowered,
    private readonly isStart: boolean,
  ) {
    this.m = f.module;
  }

  private readonly self = (): ExpressionRef => this.m.local.get(FRAME, binaryen.i32);
  private readonly awaited = (): ExpressionRef => this.m.local.get(AWAITED, binaryen.i32);

  /**
   * Evaluates what is awaited, saves what lives across, and waits; goes on if it need not. Numbers that are not changed
   * meanwhile are saved first, so that machine code need not keep them over the call.
   */
  suspend(at: Suspension | Landing): ExpressionRef[] {
    if (!("call" in at)) return [];
    const { m, self, awaited } = this;
    const { library, frame, points, vocabulary, managed, base, types } = this.f;
    const [operand, site] = at.call.children as [IrNode, IrNode | undefined];
    const [live, ...words] = frame.liveBits(at.live);
    const place = site?.id === binaryen.ConstId ? constOf(site.ref) : 0;
    const tells = this.f.onlyState === null || place || frame.liveBits(at.live).some(Boolean); // else nobody asks where it is
    if (tells) points.write(at.point, at.state, at.handler, place, live as number);
    const saved = this.isStart ? at.savedFirst : at.saved;
    const isEarly = (local: number): boolean => !managed.has(local) && !(operand && assigns(operand, local));
    const write = (local: number): ExpressionRef =>
      this.write(local, self(), m.local.get(local, types[local] as TypeRef));
    const early = saved.filter(isEarly).map(write);
    const save = [
      ...saved.filter((local) => !isEarly(local)).map(write),
      ...words.map((word, i) => m.i32.store(base + 4 * i, 4, self(), m.i32.const(word | 0))),
    ];
    const point = m.i32.const(tells ? points.address(at.point) : 0);
    const { suspend } = vocabulary;
    const suspendFor = suspend[at.kind as keyof Vocabulary["suspend"]] as string;
    if (at.kind === "value" || at.kind === "yield")
      return [...early, ...save, m.call(suspendFor, [self(), point], binaryen.none), m.return()];
    // The frame holds what is awaited before anything else is allocated: no need of the shadow stack.
    const operation = mayGoOn(at, library, vocabulary) && suspend.operation;
    const value = withoutMark(this.marked(operand, operation ? GOES_ON : DIRECT));
    const evaluate = [...early, m.local.set(AWAITED, value), ...save];
    if (operation) {
      const waits = m.call(operation, [self(), awaited(), point], binaryen.i32);
      return [...evaluate, m.if(waits, m.return())];
    }
    return [...evaluate, m.call(suspendFor, [self(), awaited(), point], binaryen.none), m.return()];
  }

  /**
   * What re-entry begins with: reads the outcome, or takes the reason of the rejection to a handler, and restores what lived
   * across; last, so that machine code need not keep it over a call.
   */
  enter(at: Suspension | Landing): ExpressionRef[] {
    const { m, self, awaited } = this;
    const { state, vocabulary } = this.f;
    const locals = "call" in at ? at.restored : at.live;
    const restore = [...locals.map((local) => this.read(local)), m.local.set(state, m.i32.const(0))];
    if (!("call" in at)) return [m.call(vocabulary.land, [self(), awaited()], binaryen.none), ...restore];
    return at.kind === "value" ? [...restore, ...this.goOn(at)] : [...this.goOn(at), ...restore];
  }

  /** What is left of an await: it reads the outcome, which for a value is what was saved. */
  goOn(at: Suspension | Landing): ExpressionRef[] {
    if (!("call" in at) || at.kind === "start") return [];
    if (at.kind !== "value") setChild(at.call.ref, 0, this.awaited());
    if (at.kind === "promise" || at.kind === "value") setChild(at.call.ref, 1, this.m.i32.const(0));
    return at.kind === "promise" ? [at.node.ref, ...this.release(at)] : [at.node.ref];
  }

  /** Gives the promise back whose value was read, if nobody else had it: only calls that are awaited on the spot have such. */
  private release(at: Suspension): ExpressionRef[] {
    const { m, awaited } = this;
    const { library } = this.f;
    const callee = promisingCall(at.call.children[0] as IrNode)?.call.name ?? null;
    const isPrivate = library.isPrivate(callee);
    if (isPrivate === false) return [];
    const release = m.call(library.release, [awaited()], binaryen.none);
    if (isPrivate) return [release];
    const isDirect = m.i32.and(m.i32.load8_u(layout.FLAGS, 1, awaited()), m.i32.const(layout.DIRECT));
    return [m.if(isDirect, release)];
  }

  /** What is awaited, with the mark set right before the call that makes it, if the callee takes it. */
  private marked(operand: IrNode, value: number): ExpressionRef {
    const { m } = this;
    const { library, types } = this.f;
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
    const local = types.push(type) - 1;
    setChild(holder, at, m.block(null, [m.local.set(local, last), mark, m.local.get(local, type)], type));
    return operand.ref;
  }

  /** Writes the value of a local to a frame. */
  write(local: number, self: ExpressionRef, value: ExpressionRef): ExpressionRef {
    return this.access(local).store(this.f.frame.offsets.get(local) as number, 4, self, value);
  }

  private access(local: number): Module["i32"] {
    const { m } = this;
    const type = this.f.types[local];
    const access =
      type === binaryen.i64 ? m.i64 : type === binaryen.f32 ? m.f32 : type === binaryen.f64 ? m.f64 : m.i32;
    return (type === binaryen.v128 ? m.v128 : access) as Module["i32"];
  }

  /** Reads a local back from the frame. */
  private read(local: number): ExpressionRef {
    const { m } = this;
    const { frame, hasShadowStack, managed } = this.f;
    const value = this.access(local).load(frame.offsets.get(local) as number, 4, this.self());
    const keep = hasShadowStack && managed.has(local);
    return m.local.set(local, keep ? m.call(TOSTACK, [value], binaryen.i32) : value);
  }
}

/** Whether what is awaited may be done when it is called, an operation of the library: then the function goes on at once. */
export function mayGoOn({ kind, call }: Suspension, library: Library, { suspend }: Vocabulary): boolean {
  if (kind !== "promise" || !suspend.operation) return false;
  const callee = promisingCall(call.children[0] as IrNode)?.call.name ?? null;
  return callee !== null && library.isOperation(callee);
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
