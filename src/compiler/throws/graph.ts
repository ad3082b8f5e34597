// Which functions throw, and to whom.
//
// A call is caught where it stands in a `try` or in the body of an async function or a generator, or in a function that is itself called from there.
// A function that may throw has up to two versions: one for these calls, which leaves the error to its caller, and one
// for all others, where the error ends the program: that is what the stock compiler makes of it. So only what a `try` or
// an async body can reach pays. Functions in the table have one version: the first, if anything caught may call them.
import binaryen, { type FunctionRef, type Module } from "../binaryen.js";
import { calledSignature, type IrNode, readTree, signatureOf } from "../lower/ir.js";
import type { CoroutineKind } from "../session.js";
import { isFatal, RAISE, RETHROW, THROW } from "./raise.js";
import { isCatch } from "./try.js";

/** Something in a body that may throw. */
interface Thrower {
  readonly kind: "raise" | "call" | "indirect";
  /** Callee, or signature. */
  readonly target: string;
  /** Whether a `try` of the same body is around it. */
  readonly isGuarded: boolean;
}

export interface FunctionNode {
  readonly name: string;
  readonly ref: FunctionRef;
  readonly body: IrNode;
  /** What kind of coroutine it is: errors settle it, they do not leave it. */
  readonly kind: CoroutineKind | undefined;
  readonly throwers: readonly Thrower[];
}

/** Whether a call stands for the raising of an error (see raise.ts). */
export function isRaise(node: IrNode): boolean {
  if (node.id !== binaryen.CallId) return false;
  const name = node.name as string;
  return name.startsWith(RAISE) || name.startsWith(THROW) || name === RETHROW;
}

export class CallGraph {
  readonly functions = new Map<string, FunctionNode>();
  /** Functions that throw if the error is left to their callers. */
  private readonly throwing = new Set<string>();
  private readonly throwingSignatures = new Set<string>();
  /** Those of which there is a caught call. */
  private readonly caught = new Set<string>();
  private readonly caughtSignatures = new Set<string>();
  /** Those of which there is a call that is not. */
  private readonly uncaught = new Set<string>();
  private readonly table = new Map<string, string[]>();

  constructor(
    m: Module,
    kinds: ReadonlyMap<string, CoroutineKind>,
    tableNames: ReadonlySet<string>,
    private readonly start: readonly IrNode[],
    /** Exports after whose calls the host looks for an error. */
    private readonly hostCaught: readonly string[],
  ) {
    for (let i = 0, n = m.getNumFunctions(); i < n; i++) {
      const ref = m.getFunctionByIndex(i);
      const { name, body, params, results } = binaryen.getFunctionInfo(ref);
      if (!body) continue;
      const tree = readTree(body, () => false);
      this.functions.set(name, { name, ref, body: tree, kind: kinds.get(name), throwers: throwersOf(tree) });
      if (!tableNames.has(name)) continue;
      const signature = signatureOf({ params, results });
      this.table.set(signature, [...(this.table.get(signature) ?? []), name]);
    }
    this.findThrowing();
    this.findCaught();
    this.findUncaught(exportedFunctions(m));
  }

  /** Whether a call may come back with an error; caught or not. */
  mayReturnError(call: IrNode, isCaught: boolean): boolean {
    if (call.id === binaryen.CallId) return isCaught && this.throwing.has(call.name as string);
    if (call.id !== binaryen.CallIndirectId) return false;
    const signature = calledSignature(call.ref);
    return this.throwingSignatures.has(signature) && (isCaught || this.caughtSignatures.has(signature));
  }

  leavesErrors(name: string): boolean {
    return this.throwing.has(name) && this.caught.has(name);
  }

  endsProgram(name: string): boolean {
    return this.throwing.has(name) && this.uncaught.has(name);
  }

  private findThrowing(): void {
    for (let changed = true; changed; ) {
      changed = false;
      for (const { name, kind, throwers } of this.functions.values()) {
        if (kind || isFatal(name) || this.throwing.has(name)) continue;
        if (!throwers.some((thrower) => !thrower.isGuarded && this.throws(thrower))) continue;
        this.throwing.add(name);
        changed = true;
      }
      for (const [signature, names] of this.table) {
        if (this.throwingSignatures.has(signature) || !names.some((name) => this.throwing.has(name))) continue;
        this.throwingSignatures.add(signature);
        changed = true;
      }
    }
  }

  private throws({ kind, target }: Thrower): boolean {
    if (kind === "raise") return true;
    return kind === "call" ? this.throwing.has(target) : this.throwingSignatures.has(target);
  }

  private findCaught(): void {
    const pending: string[] = [];
    const reach = (name: string): void => {
      if (!this.throwing.has(name) || this.caught.has(name)) return;
      this.caught.add(name);
      pending.push(name);
    };
    const follow = ({ kind, target }: Thrower): void => {
      if (kind === "call") reach(target);
      if (kind !== "indirect" || this.caughtSignatures.has(target)) return;
      this.caughtSignatures.add(target);
      for (const name of this.table.get(target) ?? []) reach(name);
    };
    for (const { kind, throwers } of this.functions.values()) {
      for (const thrower of throwers) if (kind || thrower.isGuarded) follow(thrower);
    }
    for (const body of this.start) for (const thrower of throwersOf(body)) if (thrower.isGuarded) follow(thrower);
    for (const name of this.hostCaught) reach(name);
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      for (const thrower of this.functions.get(name)?.throwers ?? []) follow(thrower);
    }
  }

  private findUncaught(exported: readonly string[]): void {
    const pending: string[] = [];
    const reach = (name: string): void => {
      if (!this.throwing.has(name) || this.uncaught.has(name)) return;
      this.uncaught.add(name);
      pending.push(name);
    };
    const follow = (throwers: readonly Thrower[]): void => {
      for (const { kind, target, isGuarded } of throwers) if (kind === "call" && !isGuarded) reach(target);
    };
    for (const name of exported) reach(name);
    for (const name of this.throwing) if (!this.caught.has(name)) reach(name);
    for (const { name, throwers } of this.functions.values()) if (isFatal(name)) follow(throwers);
    for (const body of this.start) follow(throwersOf(body));
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      follow(this.functions.get(name)?.throwers ?? []);
    }
  }
}

function throwersOf(body: IrNode): Thrower[] {
  const list: Thrower[] = [];
  const visit = (node: IrNode, isGuarded: boolean): void => {
    const guarded = isGuarded || (node.id === binaryen.BlockId && isCatch(node.name));
    if (isRaise(node)) list.push({ kind: "raise", target: "", isGuarded });
    else if (node.id === binaryen.CallId) list.push({ kind: "call", target: node.name as string, isGuarded });
    else if (node.id === binaryen.CallIndirectId) {
      list.push({ kind: "indirect", target: calledSignature(node.ref), isGuarded });
    }
    for (const child of node.children) visit(child, guarded);
  };
  visit(body, false);
  return list;
}

function exportedFunctions(m: Module): string[] {
  const list: string[] = [];
  for (let i = 0, n = m.getNumExports(); i < n; i++) {
    const info = binaryen.getExportInfo(m.getExportByIndex(i));
    if (info.kind === binaryen.ExternalFunction) list.push(info.value);
  }
  return list;
}
