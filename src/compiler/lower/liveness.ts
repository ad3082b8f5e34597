// Which locals are live where a function is suspended: read later on before they are set again.
import binaryen from "../binaryen.js";
import type { IrNode } from "./ir.js";

/** A set of locals, one bit each. */
export class LocalSet {
  private readonly words: Uint32Array;

  constructor(readonly size: number) {
    this.words = new Uint32Array((size + 31) >> 5);
  }

  has(index: number): boolean {
    return (((this.words[index >> 5] as number) >>> (index & 31)) & 1) === 1;
  }
  add(index: number): this {
    this.words[index >> 5] = (this.words[index >> 5] as number) | (1 << (index & 31));
    return this;
  }
  delete(index: number): this {
    this.words[index >> 5] = (this.words[index >> 5] as number) & ~(1 << (index & 31));
    return this;
  }
  /** Adds all of another set; tells whether that changed this one. */
  addAll(other: LocalSet): boolean {
    let changed = false;
    for (let i = 0; i < this.words.length; i++) {
      const next = ((this.words[i] as number) | (other.words[i] as number)) >>> 0;
      if (next !== (this.words[i] as number)) changed = true;
      this.words[i] = next;
    }
    return changed;
  }
  addEach(indices: readonly number[]): this {
    for (const index of indices) this.add(index);
    return this;
  }
  copy(): LocalSet {
    const copy = new LocalSet(this.size);
    copy.words.set(this.words);
    return copy;
  }
  /** The members from a first index on, in order. */
  toArray(first: number): number[] {
    const list: number[] = [];
    for (let i = first; i < this.size; i++) if (this.has(i)) list.push(i);
    return list;
  }
}

export interface Liveness {
  /** Live right after each of the wanted nodes. */
  readonly after: Map<IrNode, LocalSet>;
  /** Live at the start. */
  readonly atStart: LocalSet;
}

/**
 * Backward liveness over a tree, in one walk, but for loops, which are walked until nothing changes.
 * @param isHandled whether a block's end is where a rejected await in it goes on
 * @param saved if given, values are not followed across the wanted nodes: these read what is given for them
 */
export function liveness(
  root: IrNode,
  locals: number,
  wanted: ReadonlySet<IrNode>,
  isHandled: (label: string | null) => boolean,
  saved?: ReadonlyMap<IrNode, LocalSet>,
): Liveness {
  const after = new Map<IrNode, LocalSet>();
  /** Live at the target of each label that is in scope. */
  const targets = new Map<string, LocalSet>();
  const nothing = new LocalSet(locals);
  /** Live at the handler around the node. */
  let atHandler = nothing;

  /** What is live before a node, given what is live after it. May reuse `out`. */
  function before(node: IrNode, out: LocalSet): LocalSet {
    if (wanted.has(node)) {
      out.addAll(atHandler);
      const known = after.get(node);
      if (known) known.addAll(out);
      else after.set(node, out.copy());
      if (saved) out = (saved.get(node) ?? nothing).copy();
    }
    const { children } = node;
    switch (node.id) {
      case binaryen.BlockId:
        if (node.name) targets.set(node.name, out.copy());
        return isHandled(node.name) ? handled(children, out) : backwards(children, out);
      case binaryen.LoopId: {
        const live = nothing.copy();
        if (node.name) targets.set(node.name, live);
        for (;;) {
          const next = before(children[0] as IrNode, out.copy());
          if (!live.addAll(next)) return next;
        }
      }
      case binaryen.IfId: {
        const [condition, ifTrue, ifFalse] = children as [IrNode, IrNode, IrNode | undefined];
        const otherwise = ifFalse ? before(ifFalse, out.copy()) : out.copy();
        const live = before(ifTrue, out);
        live.addAll(otherwise);
        return before(condition, live);
      }
      case binaryen.BreakId: {
        const target = targets.get(node.name as string) ?? nothing;
        const hasCondition = binaryen.Break.getCondition(node.ref) !== 0;
        const live = hasCondition ? out : target.copy();
        if (hasCondition) live.addAll(target);
        return backwards(children, live);
      }
      case binaryen.SwitchId: {
        const live = nothing.copy();
        for (const name of node.names) live.addAll(targets.get(name) ?? nothing);
        return backwards(children, live);
      }
      case binaryen.ReturnId:
        return backwards(children, nothing.copy());
      case binaryen.UnreachableId:
        return nothing.copy();
      case binaryen.LocalGetId:
        return out.add(node.index);
      case binaryen.LocalSetId:
        return before(children[0] as IrNode, out.delete(node.index));
      default:
        return backwards(children, out);
    }
  }

  function handled(body: readonly IrNode[], out: LocalSet): LocalSet {
    const outer = atHandler;
    atHandler = out.copy();
    const live = backwards(body, out);
    atHandler = outer;
    return live;
  }

  function backwards(nodes: readonly IrNode[], out: LocalSet): LocalSet {
    for (let i = nodes.length - 1; i >= 0; i--) out = before(nodes[i] as IrNode, out);
    return out;
  }

  return { atStart: before(root, new LocalSet(locals)), after };
}
