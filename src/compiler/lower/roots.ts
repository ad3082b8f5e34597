// What need not be on the shadow stack: in functions of the library, and in lowered ones. The compiler puts every managed
// operand of a call there, and every managed value of a local (its mark is `~lib/rt/__tostack`, read by its shadow stack
// pass): right, and more than the collector needs. The marks are taken from
//
//   - all of a function that never collects: nothing that it calls allocates
//   - an operand of a call that never collects, if what is evaluated after the operand does not either
//   - an operand that is a parameter, or a local whose values are all on the stack: its caller has put the one there, its own
//     slot holds the other, unless it is given another value before the call
//
// All that a local is given stays on the stack to the end of the function, though the local is not read any more: code
// may go on with the address of an object. A program's own synchronous functions stay as the compiler made them.
//
// The same code tells the collector of what it stores by a short way, `__note`.
import type { Compiler } from "assemblyscript";
import binaryen, { type FunctionRef } from "../binaryen.js";
import { libraryFunction } from "../typing/library.js";
import { calledSignature, type IrNode, readTree, setChild, signatureOf, walk } from "./ir.js";
import { TOSTACK } from "./lift.js";
import { resumedName } from "./lower.js";
import { isKept } from "./managed.js";
import { taskName } from "./starts.js";

const OWN = "~lib/as-pollen/";
const LINK = "~lib/rt/itcms/__link";
/** Where objects come from, and where the collector goes on. */
const COLLECTING = ["__new", "__renew", "__collect"].map((name) => `~lib/rt/itcms/${name}`);

/** Takes needless marks out of all functions. Runs last, when all calls are there. */
export function omitRoots(compiler: Compiler): void {
  if (compiler.options.stackSize) new RootOmission(compiler).run();
}

interface FunctionBody {
  readonly name: string;
  readonly ref: FunctionRef;
  readonly body: IrNode;
}

class RootOmission {
  private readonly functions: FunctionBody[] = [];
  private readonly collecting = new Set(COLLECTING);
  /** Parameters that some caller does not keep, by function, and for those in the table by signature. */
  private readonly given = new Map<string, Set<number>>();
  private readonly tabled: ReadonlySet<string>;
  /** Compiled name of the short way to the write barrier. */
  private readonly note: string;

  constructor(compiler: Compiler) {
    const m = binaryen.wrapModule(compiler.module.ref);
    for (let i = 0, n = m.getNumFunctions(); i < n; i++) {
      const ref = m.getFunctionByIndex(i);
      const { name, body } = binaryen.getFunctionInfo(ref);
      if (body) this.functions.push({ name, ref, body: readTree(body, () => false) });
      else if (!name.startsWith(OWN)) this.collecting.add(name); // an import may call what is exported
    }
    this.note = libraryFunction(compiler.program, "__note").internalName;
    this.tabled = new Set(compiler.functionTable.map(({ internalName }) => internalName));
    for (const { body } of this.functions) walk(body, (node) => this.noteOperands(node));
    const abort = compiler.program.abortInstance?.internalName;
    this.findCollecting(new Set(abort ? [abort] : [])); // it does not return
  }

  run(): void {
    const lowered = this.lowered();
    for (const { name, ref, body } of this.functions) {
      if (!name.startsWith(OWN) && !lowered.has(name)) continue;
      if (!this.collecting.has(name)) walk(body, takeMarks);
      else this.takeFromOperands(body, new KeptLocals(body, this.givenTo(name, ref)));
      if (name !== this.note) walk(body, (node) => node.name === LINK && binaryen.Call.setTarget(node.ref, this.note));
    }
  }

  /** Names of the functions that were lowered: those that start, also as tasks, and those that are resumed. */
  private lowered(): ReadonlySet<string> {
    const names = new Set(this.functions.map(({ name }) => name));
    const starts = [...names].filter((name) => names.has(resumedName(name)));
    return new Set(starts.flatMap((name) => [name, taskName(name), resumedName(name)]));
  }

  /** Calls that were not in the source, and those of stubs, do not keep what they pass. */
  private noteOperands(call: IrNode): void {
    const isIndirect = call.id === binaryen.CallIndirectId;
    if (!isIndirect && (call.id !== binaryen.CallId || call.name === TOSTACK)) return;
    const callee = isIndirect ? calledSignature(call.ref) : (call.name as string);
    call.children.forEach(({ ref, id }, i) => {
      if (isKept(ref) || id === binaryen.ConstId) return;
      const list = this.given.get(callee);
      if (list) list.add(i);
      else this.given.set(callee, new Set([i]));
    });
  }

  private givenTo(name: string, ref: FunctionRef): number[] {
    const indirect = this.tabled.has(name) ? this.given.get(signatureOf(binaryen.getFunctionInfo(ref))) : undefined;
    return [...(this.given.get(name) ?? []), ...(indirect ?? [])];
  }

  private findCollecting(ends: ReadonlySet<string>): void {
    const callers = new Map<string, string[]>();
    const pending = [...this.collecting];
    const found = (name: string): void => {
      if (ends.has(name) || this.collecting.has(name)) return;
      this.collecting.add(name);
      pending.push(name);
    };
    for (const { name, body } of this.functions) {
      walk(body, (node) => {
        if (node.id === binaryen.CallIndirectId) found(name);
        if (node.id !== binaryen.CallId) return;
        const callee = node.name as string;
        const list = callers.get(callee);
        if (list) list.push(name);
        else callers.set(callee, [name]);
      });
    }
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) callers.get(name)?.forEach(found);
  }

  /** Whether the collector may run while a node is evaluated. */
  private collects(node: IrNode): boolean {
    return this.isCollecting(node) || node.children.some((child) => this.collects(child));
  }

  private isCollecting(node: IrNode): boolean {
    return (
      node.id === binaryen.CallIndirectId || (node.id === binaryen.CallId && this.collecting.has(node.name as string))
    );
  }

  private takeFromOperands(node: IrNode, kept: KeptLocals): void {
    const isCall = (node.id === binaryen.CallId && node.name !== TOSTACK) || node.id === binaryen.CallIndirectId;
    node.children.forEach((child, i) => {
      this.takeFromOperands(child, kept);
      if (!isCall || !isKept(child.ref)) return;
      const later = node.children.slice(i + 1);
      const isShort = !this.isCollecting(node) && !later.some((other) => this.collects(other));
      if (isShort || kept.holds(child, later)) takeMark(node, i);
    });
  }
}

function takeMarks(node: IrNode): void {
  for (let i = 0; i < node.children.length; i++) takeMark(node, i);
}

/** What bears a mark. */
function unmarked(node: IrNode): IrNode {
  return node.name === TOSTACK ? unmarked(node.children[0] as IrNode) : node;
}

function takeMark(parent: IrNode, at: number): void {
  const child = unmarked(parent.children[at] as IrNode);
  if (child === parent.children[at]) return;
  setChild(parent.ref, at, child.ref);
  parent.children[at] = child;
}

/** The locals of a function whose values something else keeps: its caller, or a slot of their own. */
class KeptLocals {
  private readonly lost: Set<number>;

  /** @param lost those that are not */
  constructor(body: IrNode, lost: Iterable<number>) {
    this.lost = new Set(lost);
    walk(body, (node) => {
      if (node.id === binaryen.LocalSetId && !isKept((node.children[0] as IrNode).ref)) this.lost.add(node.index);
    });
  }

  /** Whether an operand is such a local, and keeps its value while `later` is evaluated. */
  holds(operand: IrNode, later: readonly IrNode[]): boolean {
    const inner = unmarked(operand);
    if (inner.id !== binaryen.LocalGetId || this.lost.has(inner.index)) return false;
    return !later.some((other) => assigns(other, inner.index));
  }
}

function assigns(node: IrNode, local: number): boolean {
  return (
    (node.id === binaryen.LocalSetId && node.index === local) || node.children.some((child) => assigns(child, local))
  );
}
