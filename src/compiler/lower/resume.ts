// Starting and re-entry: what becomes of a lifted body in the two functions that it is written into.
//
//   { a; await p; b; if (c) await q; d }      becomes
//
//   the start                          what is resumed
//
//   a                                  block $2 {
//   save; suspend p; return              block $1 { br_table [$1 $2] state - 1 }
//                                        restore; b
//                                      }
//                                      if (state == 2 or c) {
//                                        block $2' { br_if $2' (state == 2);  save; suspend q; return }
//                                        restore
//                                      }
//                                      d
//
// A node is reached in one of three ways, which the code around it has made sure of:
//
//   FRESH     from what stands before it, as all of the start. What stands behind an await is not there
//   ENTERED   by re-entry alone. What stands before its first await is not there; with one await in it, nothing is asked
//   EITHER    both: `state` is that of the await where the function was entered, and 0 from there on
//
// Structures are entered by structures, without irreducible control flow, whatever the source looks like:
//
//   block    a block around what stands before each entry, and `br_table` in the innermost
//   if       the arm that holds the entry; its condition counts only for those who come from above
//   loop     the rest of its round, and behind that the whole loop once more, as it was written, if that is short:
//
//              loop L { a; await p; b; br_if L }      becomes      block $exit {
//                                                                    block L { restore; b; br_if L; br $exit }
//                                                                    loop L' { a; save; suspend p; return }
//                                                                  }
//            else one loop, whose body is reached either way
import binaryen, { type ExpressionRef, type Module } from "../binaryen.js";
import { type IrNode, isStructure, typeOf, walk } from "./ir.js";

/** A statement at which the body is entered again. States count from 1; a generator's start is 0. */
export interface Entry {
  readonly node: IrNode;
  readonly state: number;
}

export interface ResumeContext<E extends Entry> {
  readonly module: Module;
  /** The local that holds the state. */
  readonly stateLocal: number;
  /** The entry that a statement is, if it is one. */
  entryOf(statement: IrNode): E | undefined;
  /** What stops there: evaluates, saves, registers, returns. Goes on only where there may be nothing to wait for. */
  suspend(at: E): ExpressionRef[];
  /** What re-entry begins with: restores, and what `goOn` gives. */
  enter(at: E): ExpressionRef[];
  /** What goes on behind it: the statement once more, with the outcome in place of the await. */
  goOn(at: E): ExpressionRef[];
  /** Copies a part of the body, with its entries. */
  copy(node: IrNode): IrNode;
}

enum Arrival {
  FRESH,
  ENTERED,
  EITHER,
}

/** Most nodes of a loop that is written twice. */
const PEELED = 256;
/** Most entrances of one block. */
const FAN_OUT = 16;

/** Writes the body of the function that starts. */
export function expandStart<E extends Entry>(body: IrNode, context: ResumeContext<E>): ExpressionRef {
  return new Expander(context).expand(body, Arrival.FRESH);
}

/** Writes the body of the function that is resumed. */
export function expandResumed<E extends Entry>(
  body: IrNode,
  context: ResumeContext<E>,
): { code: ExpressionRef; readsState: boolean } {
  const expander = new Expander(context);
  return { code: expander.expand(body, Arrival.ENTERED), readsState: expander.readsState };
}

class Expander<E extends Entry> {
  /** Whether anything asks for the state. */
  readsState = false;
  private readonly m: Module;
  private readonly ranges = new Map<IrNode, readonly [first: number, last: number]>();
  private labels = 0;

  constructor(private readonly context: ResumeContext<E>) {
    this.m = context.module;
  }

  private state(): ExpressionRef {
    this.readsState = true;
    return this.m.local.get(this.context.stateLocal, binaryen.i32);
  }

  private label(): string {
    return `~entry|${++this.labels}`;
  }

  /** First and last entry of a statement. */
  private rangeOf(node: IrNode): readonly [first: number, last: number] {
    let range = this.ranges.get(node);
    if (range) return range;
    const own = this.context.entryOf(node);
    if (own) range = [own.state, own.state];
    else {
      const inner = node.children.filter((child) => child.marked).map((child) => this.rangeOf(child));
      range = [(inner[0] as readonly [number, number])[0], (inner.at(-1) as readonly [number, number])[1]];
    }
    this.ranges.set(node, range);
    return range;
  }

  expand(node: IrNode, arrival: Arrival): ExpressionRef {
    if (!node.marked) return node.ref;
    if (!isStructure(node.id)) return this.expandBlock(null, [node], arrival);
    switch (node.id) {
      case binaryen.LoopId:
        return this.expandLoop(node, arrival);
      case binaryen.IfId:
        return this.expandIf(node, arrival);
      default:
        return this.expandBlock(node.name, node.children, arrival);
    }
  }

  private expandLoop(node: IrNode, arrival: Arrival): ExpressionRef {
    const { m } = this;
    const body = node.children[0] as IrNode;
    if (arrival !== Arrival.ENTERED) return m.loop(node.name ?? "", this.expand(body, arrival));
    if (sizeOf(body) > PEELED) return m.loop(node.name ?? "", this.expand(body, Arrival.EITHER));
    const again = this.context.copy(node);
    const exit = this.label();
    const rest = m.block(node.name, [this.expand(body, Arrival.ENTERED), m.br(exit)]);
    return m.block(exit, [rest, m.loop(again.name ?? "", this.expand(again.children[0] as IrNode, Arrival.FRESH))]);
  }

  private expandIf(node: IrNode, arrival: Arrival): ExpressionRef {
    const { m } = this;
    const [condition, ifTrue, ifFalse] = node.children as [IrNode, IrNode, IrNode | undefined];
    if (arrival === Arrival.ENTERED && !ifFalse?.marked) return this.expand(ifTrue, arrival);
    if (arrival === Arrival.ENTERED && !ifTrue.marked) return this.expand(ifFalse as IrNode, arrival);
    let test = condition.ref;
    if (arrival !== Arrival.FRESH) {
      let entry: ExpressionRef;
      if (!ifFalse?.marked) entry = m.i32.const(1);
      else if (!ifTrue.marked) entry = m.i32.const(0);
      else entry = m.i32.le_u(this.state(), m.i32.const(this.rangeOf(ifTrue)[1]));
      test = arrival === Arrival.ENTERED ? entry : m.if(this.state(), entry, condition.ref);
    }
    return m.if(test, this.expand(ifTrue, arrival), ifFalse ? this.expand(ifFalse, arrival) : 0);
  }

  private expandBlock(name: string | null, all: readonly IrNode[], arrival: Arrival): ExpressionRef {
    const { m, context } = this;
    const items = arrival === Arrival.FRESH ? all : grouped(all);
    const labels = new Map<IrNode, string>();
    let list = this.dispatch(items, arrival, labels);
    /** Whether control comes to the next item from the one before it. */
    let falls = arrival !== Arrival.ENTERED;
    for (const item of items) {
      if (!item.marked) {
        if (falls) list.push(item.ref);
        falls &&= !ends(item.ref);
        continue;
      }
      const label = labels.get(item);
      const at = context.entryOf(item);
      if (!at) {
        if (label) list = [m.block(label, list)];
        const way = arrival === Arrival.FRESH ? arrival : falls ? Arrival.EITHER : Arrival.ENTERED;
        const inner = this.expand(item, way);
        list.push(inner);
        falls = !ends(inner);
      } else {
        const stop = falls ? context.suspend(at) : [];
        if (arrival === Arrival.FRESH) {
          list.push(...stop);
          falls = !ends(stop.at(-1));
          if (falls) list.push(...context.goOn(at));
        } else {
          list = [...(label ? [m.block(label, [...list, ...stop])] : []), ...context.enter(at)];
          falls = true;
        }
      }
      if (!falls && arrival === Arrival.FRESH) break;
    }
    return m.block(name, list, binaryen.none);
  }

  /**
   * Goes on at the item of a block that holds the await of `state`, or at its start.
   * @param labels is given the label that each item is entered at
   */
  private dispatch(items: readonly IrNode[], arrival: Arrival, labels: Map<IrNode, string>): ExpressionRef[] {
    const { m } = this;
    const entries = items.filter((item) => item.marked);
    if (arrival === Arrival.FRESH || (arrival === Arrival.ENTERED && entries.length === 1)) return [];
    for (const entry of entries) labels.set(entry, this.label());
    const targets: string[] = [];
    for (const entry of entries) {
      const [first, last] = this.rangeOf(entry);
      for (let state = first; state <= last; state++) targets.push(labels.get(entry) as string);
    }
    const base = this.rangeOf(entries[0] as IrNode)[0];
    const index = base ? m.i32.sub(this.state(), m.i32.const(base)) : this.state();
    if (arrival === Arrival.ENTERED) return [m.switch(targets.slice(0, -1), targets.at(-1) as string, index)];
    if (entries.length === 1) return [m.br(targets[0] as string, this.state())];
    const start = this.label(); // 0 wraps around to the default
    return [m.block(start, [m.switch(targets, start, index)])];
  }
}

/** Whether control does not come past an expression. */
function ends(ref: ExpressionRef | undefined): boolean {
  return ref !== undefined && typeOf(ref) === binaryen.unreachable;
}

function sizeOf(node: IrNode): number {
  let size = 0;
  walk(node, () => size++);
  return size;
}

/**
 * The statements of a block, in blocks of their own if many of them await: each entrance is a block around those before
 * it, and neither engines nor compilers are made for thousands of blocks in each other.
 */
function grouped(items: readonly IrNode[]): readonly IrNode[] {
  const total = items.reduce((sum, { marked }) => sum + Number(marked), 0);
  if (total <= FAN_OUT) return items;
  const size = Math.ceil(total / FAN_OUT);
  const groups: IrNode[][] = [[]];
  let inGroup = 0;
  for (const item of items) {
    if (item.marked && inGroup++ === size) {
      groups.push([]);
      inGroup = 1;
    }
    groups.at(-1)?.push(item);
  }
  return groups.map((children) => {
    return { ref: 0, id: binaryen.BlockId, children, index: -1, name: null, names: [], marked: true };
  });
}
