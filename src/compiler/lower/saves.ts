// Which of the locals that live across a suspension have to be written to the frame, and which read back from it. One
// that was not assigned since it was last in the frame is there still; one that is not read before the next suspension
// can stay there. Without this, code would grow with the number of awaits times that of the locals.
import binaryen from "../binaryen.js";
import type { IrNode } from "./ir.js";
import { LocalSet, liveness } from "./liveness.js";

/** A suspension, and the locals that live across it. */
export interface Crossing {
  /** The call of `__await`. */
  readonly call: IrNode;
  live: number[];
  /** Those that are written to the frame there. */
  saved: number[];
  /** Those that are read back behind it. */
  restored: number[];
}

/**
 * Plans what is saved and restored at each suspension.
 * @param entries the suspensions, and where rejected awaits go on
 * @param params the parameters that are in the frame from the start
 * @returns those that are read back at the start
 */
export function planSaves(
  root: IrNode,
  locals: number,
  entries: { readonly suspensions: readonly Crossing[]; readonly landings: readonly { readonly node: IrNode }[] },
  params: readonly number[],
): number[] {
  const crossings = entries.suspensions;
  const atStart = new LocalSet(locals);
  for (let local = 0; local < locals; local++) atStart.add(local);
  for (const param of params) atStart.delete(param);
  const calls = new Set(crossings.map(({ call }) => call));
  const saved = assignedBefore(root, atStart, calls, new Set(entries.landings.map(({ node }) => node)));
  for (const at of crossings) {
    at.saved = at.live.filter((local) => saved.get(at.call)?.has(local));
    saved.set(at.call, new LocalSet(locals).addEach(at.saved));
  }
  const needed = liveness(root, locals, calls, () => false, saved);
  for (const at of crossings) {
    const value = at.call.children[0]; // what remains of the await reads it, if it is no promise
    const isAwaited = (local: number): boolean => value?.id === binaryen.LocalGetId && value.index === local;
    at.restored = at.live.filter((local) => needed.after.get(at.call)?.has(local) || isAwaited(local));
  }
  return params.filter((param) => needed.atStart.has(param));
}

/** Forward: the locals that may have been assigned between a suspension and the one before it, or the start. */
function assignedBefore(
  root: IrNode,
  atStart: LocalSet,
  suspensions: ReadonlySet<IrNode>,
  landings: ReadonlySet<IrNode>,
): Map<IrNode, LocalSet> {
  const result = new Map<IrNode, LocalSet>();
  /** What may be assigned where the labels in scope are branched to. */
  const targets = new Map<string, LocalSet>();

  function branch(label: string, assigned: LocalSet): void {
    const known = targets.get(label);
    if (known) known.addAll(assigned);
    else targets.set(label, assigned.copy());
  }

  /** What may be assigned after a node, given what may be before it; null if it does not get there. May reuse `into`. */
  function after(node: IrNode, into: LocalSet | null): LocalSet | null {
    const { children } = node;
    switch (node.id) {
      case binaryen.BlockId: {
        if (node.name) targets.delete(node.name);
        return join(inOrder(children, into), node.name ? targets.get(node.name) : undefined);
      }
      case binaryen.LoopId: {
        if (!into) return null;
        if (node.name) targets.set(node.name, into.copy());
        for (let entry = into; ; ) {
          const out = after(children[0] as IrNode, entry.copy());
          const back = node.name ? targets.get(node.name) : undefined;
          if (!back || !entry.addAll(back)) return out;
        }
      }
      case binaryen.IfId: {
        const [condition, ifTrue, ifFalse] = children as [IrNode, IrNode, IrNode | undefined];
        const tested = after(condition, into);
        if (!tested) return null;
        const otherwise = ifFalse ? after(ifFalse, tested.copy()) : tested.copy();
        return join(after(ifTrue, tested), otherwise);
      }
      case binaryen.BreakId: {
        const out = inOrder(children, into);
        if (out) branch(node.name as string, out);
        return binaryen.Break.getCondition(node.ref) ? out : null;
      }
      case binaryen.SwitchId: {
        const out = inOrder(children, into);
        if (out) for (const name of node.names) branch(name, out);
        return null;
      }
      case binaryen.ReturnId:
      case binaryen.UnreachableId:
        inOrder(children, into);
        return null;
      case binaryen.LocalSetId:
        return after(children[0] as IrNode, into)?.add(node.index) ?? null;
    }
    if (landings.has(node)) return new LocalSet(atStart.size); // entered with all that it needs read from the frame
    const out = inOrder(children, into);
    if (!out || !suspensions.has(node)) return out;
    const known = result.get(node);
    if (known) known.addAll(out);
    else result.set(node, out.copy());
    return new LocalSet(out.size);
  }

  function inOrder(nodes: readonly IrNode[], into: LocalSet | null): LocalSet | null {
    for (const node of nodes) into = after(node, into);
    return into;
  }

  after(root, atStart.copy());
  return result;
}

function join(one: LocalSet | null, other: LocalSet | null | undefined): LocalSet | null {
  if (!one) return other ?? null;
  if (other) one.addAll(other);
  return one;
}
