// Which of the locals that live across a suspension have to be written to the frame, and which read back from it. One
// that was not assigned since it was last in the frame is there still; one that is not read before the next suspension
// can stay there. Without this, code would grow with the number of awaits times that of the locals.
import binaryen from "../binaryen.js";
import type { IrNode } from "./ir.js";
import type { SuspensionKind } from "./library.js";
import { LocalSet, liveness } from "./liveness.js";

/** A suspension, and the locals that live across it. */
export interface Crossing {
  readonly kind: SuspensionKind;
  /** The call of `__await`. */
  readonly call: IrNode;
  live: number[];
  /** Those that are written to the frame there, in the function that starts. */
  savedFirst: number[];
  /** Those that are written there by the function that is resumed. */
  saved: number[];
  /** Those that are read back behind it. */
  restored: number[];
}

/**
 * Plans what is saved and restored at each suspension.
 * @param entries the suspensions, and where rejected awaits go on
 * @param mayGoOn whether the function may go on at a suspension, without reading anything back
 */
export function planSaves<C extends Crossing>(
  root: IrNode,
  locals: number,
  entries: { readonly suspensions: readonly C[]; readonly landings: readonly { readonly node: IrNode }[] },
  mayGoOn: (at: C) => boolean,
): void {
  const { suspensions, landings } = entries;
  const all = new LocalSet(locals);
  for (let local = 0; local < locals; local++) all.add(local);
  const nothing = new LocalSet(locals);
  const entered = new Map(landings.map(({ node }) => [node, nothing])); // all that it needs is read from the frame
  for (const { kind, call, live } of suspensions)
    entered.set(call, kind === "start" ? live.reduce((rest, local) => rest.delete(local), all.copy()) : nothing);
  const first = assignedBefore(root, all, entered);
  const later = assignedBefore(root, null, entered);
  /** What has to be in the locals at a suspension. */
  const present = new Map<IrNode, LocalSet>();
  for (const at of suspensions) {
    at.savedFirst = at.live.filter((local) => first.get(at.call)?.has(local));
    at.saved = at.live.filter((local) => later.get(at.call)?.has(local));
    present.set(at.call, new LocalSet(locals).addEach(mayGoOn(at) ? at.live : at.saved));
  }
  const needed = liveness(root, locals, new Set(present.keys()), () => false, present);
  for (const at of suspensions) {
    const value = at.call.children[0]; // what remains of the await reads it, if it is no promise
    const isAwaited = (local: number): boolean => value?.id === binaryen.LocalGetId && value.index === local;
    at.restored = at.live.filter((local) => needed.after.get(at.call)?.has(local) || isAwaited(local));
  }
}

/**
 * Forward: the locals that may have been assigned between an entry and the one before it, or the start.
 * @param atStart those that are at the start; null: the function is only ever entered behind a suspension
 * @param entered those that are right behind each entry
 */
function assignedBefore(
  root: IrNode,
  atStart: LocalSet | null,
  entered: ReadonlyMap<IrNode, LocalSet>,
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
        if (node.name) targets.delete(node.name);
        for (let entry = into; ; ) {
          const out = after(children[0] as IrNode, entry?.copy() ?? null);
          const back = node.name ? targets.get(node.name) : undefined;
          if (!back || (entry && !entry.addAll(back))) return out;
          entry ??= back.copy();
        }
      }
      case binaryen.IfId: {
        const [condition, ifTrue, ifFalse] = children as [IrNode, IrNode, IrNode | undefined];
        const tested = after(condition, into);
        const unchanged = tested?.copy() ?? null;
        const otherwise = ifFalse ? after(ifFalse, unchanged) : unchanged;
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
    const out = inOrder(children, into);
    const behind = entered.get(node);
    if (!behind) return out;
    const known = result.get(node);
    if (known && out) known.addAll(out);
    else if (out) result.set(node, out.copy());
    return behind.copy();
  }

  function inOrder(nodes: readonly IrNode[], into: LocalSet | null): LocalSet | null {
    for (const node of nodes) into = after(node, into);
    return into;
  }

  after(root, atStart?.copy() ?? null);
  return result;
}

function join(one: LocalSet | null, other: LocalSet | null | undefined): LocalSet | null {
  if (!one) return other ?? null;
  if (other) one.addAll(other);
  return one;
}
