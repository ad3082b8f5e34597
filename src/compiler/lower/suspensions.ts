// Where a lifted body is entered again: behind each await, and at the handlers that rejected awaits go to. All are
// numbered in the order of the source, from 1.
//
//   block ~catch|1 { await p; await q; br ~done|1 }      becomes, before it is lifted,
//   block ~catch|1 { await p; await q; br ~done|1; ~landing }
//
// `~landing` is only ever reached by re-entry: it restores what the handler needs, and goes on behind the block. A generator
// is suspended right at its start, which is a call of `~begin` in front of all else.
import binaryen, { type Module } from "../binaryen.js";
import { isCatch } from "../throws/try.js";
import type { IrNode } from "./ir.js";
import type { SuspensionKind } from "./library.js";
import { TOSTACK } from "./lift.js";
import type { Entry } from "./resume.js";
import type { Crossing } from "./saves.js";

export const LANDING = "~landing";
export const BEGIN = "~begin";

type SuspensionOf = (node: IrNode) => SuspensionKind | null;

/** An await or a yield, with what the rewriting needs to know of it. */
export interface Suspension extends Entry, Crossing {
  /** Number of its suspension point. */
  readonly point: number;
  /** Where to go on if the promise was rejected: state of a landing, or 0. */
  handler: number;
}

/** The start of a handler, for rejected awaits. */
export interface Landing extends Entry {
  /** Locals that the handler, or what comes behind it, reads. */
  live: number[];
}

export interface Entries {
  readonly suspensions: Suspension[];
  readonly landings: Landing[];
}

/** Ends each block that has a handler and an await of its own with a landing. */
export function addLandings(m: Module, body: IrNode, suspensionOf: SuspensionOf): void {
  const handled = new Set<IrNode>();
  const visit = (node: IrNode, handler: IrNode | null): void => {
    if (!node.marked) return;
    if (handler && suspensionOf(node)) handled.add(handler);
    const inner = node.id === binaryen.BlockId && isCatch(node.name) ? node : handler;
    for (const child of node.children) visit(child, inner);
  };
  visit(body, null);
  for (const block of handled) binaryen._BinaryenBlockAppendChild(block.ref, m.call(LANDING, [], binaryen.none));
}

export function findEntries(body: IrNode, suspensionOf: SuspensionOf): Entries {
  const suspensions: Suspension[] = [];
  const landings: Landing[] = [];
  let states = 0;
  let points = 0;
  /** @param inside the awaits so far whose handler is the one around the node */
  const find = (node: IrNode, statement: IrNode, inside: Suspension[]): void => {
    if (!node.marked) return;
    if (node.name === LANDING) {
      const state = ++states;
      landings.push({ node: statement, state, live: [] });
      for (const at of inside) at.handler = state;
      return;
    }
    const kind = suspensionOf(node);
    if (kind) {
      const isStart = kind === "start";
      const at = {
        node: statement,
        call: node,
        state: isStart ? 0 : ++states,
        point: isStart ? 0 : ++points,
        kind,
        handler: 0,
        live: [],
        savedFirst: [],
        saved: [],
        restored: [],
      };
      suspensions.push(at);
      inside.push(at);
    } else {
      const isOperand = node.id === binaryen.LocalSetId || node.name === TOSTACK;
      const ofNode = node.id === binaryen.BlockId && isCatch(node.name) ? [] : inside;
      for (const child of node.children) find(child, isOperand ? statement : child, ofNode);
    }
  };
  find(body, body, []);
  return { suspensions, landings };
}
