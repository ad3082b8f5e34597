// Re-entry: gives every structure around an await an entrance, so that a function entered with `state` = k goes
// straight to await k, and one entered with 0 starts at the beginning.
//
//   { a; await p; b; while (c) { await q; d } }      becomes
//
//   block $2 {
//     block $1 {
//       block $start { br_table [$start $1 $2] state }
//       a;  save; suspend p; return
//     }
//     restore; b                                     behind the label of the await: reached by re-entry, and from above
//                                                    only if there was nothing to wait for
//   }
//   loop { ... likewise, entered with state = 2 ... }
//
// All of it is structured: no irreducible control flow, whatever the source looks like.
import binaryen, { type ExpressionRef, type Module } from "../binaryen.js";
import { type IrNode, isStructure } from "./ir.js";

/** A statement at which the body is entered again, numbered from 1 in the order of the source. */
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
  /** What stops there: saves, registers, returns. Nothing where only re-entry comes. */
  suspend(at: E): ExpressionRef[];
  /** What comes before the body when it is entered at its start. */
  start(): ExpressionRef[];
  /** What goes on behind it: `statement` once more, with the outcome in place of the await. */
  goOn(at: E, statement: IrNode): ExpressionRef[];
}

/** Rewrites the lifted body of a function. */
export function expandBody<E extends Entry>(body: IrNode, context: ResumeContext<E>): ExpressionRef {
  const { module: m, stateLocal } = context;
  const start = context.start();
  const entered = m.i32.eqz(m.local.get(stateLocal, binaryen.i32));
  const expanded = new Expander(context).expand(body);
  return m.block(null, [...(start.length ? [m.if(entered, m.block(null, start))] : []), expanded]);
}

class Expander<E extends Entry> {
  private readonly m: Module;
  private readonly ranges = new Map<IrNode, readonly [first: number, last: number]>();
  private labels = 0;

  constructor(private readonly context: ResumeContext<E>) {
    this.m = context.module;
  }

  private state(): ExpressionRef {
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

  expand(node: IrNode): ExpressionRef {
    if (!node.marked) return node.ref;
    if (!isStructure(node.id)) return this.expandBlock(null, [node]);
    const { m } = this;
    switch (node.id) {
      case binaryen.LoopId:
        return m.loop(node.name ?? "", this.expand(node.children[0] as IrNode));
      case binaryen.IfId:
        return this.expandIf(node);
      default:
        return this.expandBlock(node.name, node.children);
    }
  }

  private expandIf(node: IrNode): ExpressionRef {
    const { m } = this;
    const [condition, ifTrue, ifFalse] = node.children as [IrNode, IrNode, IrNode | undefined];
    let entry: ExpressionRef;
    if (!ifFalse?.marked) entry = m.i32.const(1);
    else if (!ifTrue.marked) entry = m.i32.const(0);
    else entry = m.i32.le_u(this.state(), m.i32.const(this.rangeOf(ifTrue)[1]));
    return m.if(m.if(this.state(), entry, condition.ref), this.expand(ifTrue), ifFalse ? this.expand(ifFalse) : 0);
  }

  private expandBlock(name: string | null, all: readonly IrNode[]): ExpressionRef {
    const { m } = this;
    const items = grouped(all);
    const entries = items.filter((item) => item.marked);
    let list = this.dispatch(entries);
    for (const item of items) {
      if (!item.marked) {
        list.push(item.ref);
        continue;
      }
      const label = this.entryLabels.get(item) as string;
      const at = this.context.entryOf(item);
      if (at) list = [m.block(label, [...list, ...this.context.suspend(at)]), ...this.context.goOn(at, item)];
      else list = [m.block(label, list), this.expand(item)];
    }
    return m.block(name, list, binaryen.none);
  }

  private readonly entryLabels = new Map<IrNode, string>();

  /** Goes on at the statement of a block that holds the await of `state`, or at its start. */
  private dispatch(entries: readonly IrNode[]): ExpressionRef[] {
    const { m } = this;
    const labels = entries.map(() => this.label());
    for (const [i, entry] of entries.entries()) this.entryLabels.set(entry, labels[i] as string);
    const [only] = labels;
    if (entries.length === 1) return [m.br(only as string, this.state())];
    const start = this.label();
    const targets: string[] = [];
    for (const [i, entry] of entries.entries()) {
      const [first, last] = this.rangeOf(entry);
      for (let state = first; state <= last; state++) targets.push(labels[i] as string);
    }
    const base = this.rangeOf(entries[0] as IrNode)[0];
    const index = m.i32.sub(this.state(), m.i32.const(base)); // 0 wraps around to the default
    return [m.block(start, [m.switch(targets, start, index)])];
  }
}

/** Most entrances of one block. */
const FAN_OUT = 16;

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
