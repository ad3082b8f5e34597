// What need not be on the shadow stack. The compiler puts every managed operand of a call there, and every managed value of
// a local (its mark is `~lib/rt/__tostack`, read by its shadow stack pass): right, and more than the collector needs. The
// marks are taken from
//
//   - all of a function that never collects: nothing that it calls allocates
//   - an operand of a call that never collects, if what is evaluated after the operand does not either
//   - an operand, or a value of a local, that something else holds as long (see `kept.ts`)
//   - a value of a local, if nothing collects from there to the end of the function
//
// Where a body ends with a call of the core, or stops, that collects seldom and holds what it needs itself: it is decorated
// with `@ends`.
//
// All else that a local is given stays on the stack to the end of the function, though the local is not read any more: code
// may go on with the address of an object. A function without marks pays nothing for the shadow stack: no place on it has to
// be made, cleared and left.
import type { Compiler, Function as Fn } from "assemblyscript";
import binaryen, { type FunctionRef } from "../binaryen.js";
import { CommonFlags } from "../enums.js";
import { calledSignature, type IrNode, readTree, signatureOf, walk } from "./ir.js";
import { KeptValues, takeMark } from "./kept.js";
import { isDecorated } from "./library.js";
import { TOSTACK } from "./lift.js";
import { isResumed } from "./lower.js";
import { isKept } from "./managed.js";

const OWN = "~lib/as-pollen/";
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
  /** What ends the program: nothing is needed behind a call of it. */
  private readonly abort: string | undefined;
  /** What bodies end with. */
  private readonly ends: ReadonlySet<string>;

  constructor(private readonly compiler: Compiler) {
    const m = binaryen.wrapModule(compiler.module.ref);
    for (let i = 0, n = m.getNumFunctions(); i < n; i++) {
      const ref = m.getFunctionByIndex(i);
      const { name, body } = binaryen.getFunctionInfo(ref);
      if (body) this.functions.push({ name, ref, body: readTree(body, () => false) });
      else if (!name.startsWith(OWN)) this.collecting.add(name); // an import may call what is exported
    }
    this.tabled = new Set(compiler.functionTable.map(({ internalName }) => internalName));
    for (const { body } of this.functions) walk(body, (node) => this.noteOperands(node));
    this.abort = compiler.program.abortInstance?.internalName;
    const ends = [...compiler.program.instancesByName].filter(([, instance]) => isDecorated(instance as Fn, "ends"));
    this.ends = new Set(ends.map(([name]) => name));
    this.findCollecting();
  }

  run(): void {
    for (const { name, ref, body } of this.functions) {
      if (!this.collecting.has(name)) walk(body, takeMarks);
      else {
        noteBelow(body, this.isCollecting);
        const isField = name.endsWith("#constructor") ? () => false : this.isReadonlyField;
        const kept = new KeptValues(body, this.givenTo(name, ref), isResumed(name), isField);
        new Reduction(kept, this.isCollecting, this.abort).reduce(body, false);
      }
    }
  }

  /** Calls that were not in the source, and those of stubs, do not keep what they pass. */
  private noteOperands(call: IrNode): void {
    const isIndirect = call.id === binaryen.CallIndirectId;
    if (!isIndirect && (call.id !== binaryen.CallId || call.name === TOSTACK)) return;
    const callee = isIndirect ? calledSignature(call.ref) : (call.name as string);
    const operands = isIndirect ? call.children.slice(0, -1) : call.children; // the last one is what is called
    operands.forEach(({ ref, id }, i) => {
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

  private findCollecting(): void {
    const callers = new Map<string, string[]>();
    const pending = [...this.collecting];
    const found = (name: string): void => {
      if (this.collecting.has(name)) return;
      this.collecting.add(name);
      if (name !== this.abort) pending.push(name);
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

  /** Whether the collector may run in a call that returns, and take what the caller needs. */
  private readonly isCollecting = ({ id, name }: IrNode): boolean =>
    id === binaryen.CallIndirectId ||
    (id === binaryen.CallId &&
      name !== this.abort &&
      this.collecting.has(name as string) &&
      !this.ends.has(name as string));

  /** Whether a call reads a field that only the constructor writes. */
  private readonly isReadonlyField = (call: IrNode): boolean => {
    const getter = this.compiler.program.instancesByName.get(call.name as string) as { flags: number } | undefined;
    const flags = CommonFlags.Get | CommonFlags.Readonly;
    return getter !== undefined && (getter.flags & flags) === flags;
  };
}

/** Goes through a function from its end to its start, and takes the marks of values that nothing needs any more. */
class Reduction {
  /** Whether the collector may run behind where the labels in scope are branched to. */
  private readonly targets = new Map<string, boolean>();

  constructor(
    private readonly kept: KeptValues,
    private readonly isCollecting: (node: IrNode) => boolean,
    private readonly abort: string | undefined,
  ) {}

  /**
   * @param later whether the collector may run behind a node
   * @returns whether it may run from the node on
   */
  reduce(node: IrNode, later: boolean): boolean {
    const { children } = node;
    switch (node.id) {
      case binaryen.ReturnId:
      case binaryen.UnreachableId:
        return this.inOrder(children, false);
      case binaryen.BlockId:
        if (node.name) this.targets.set(node.name, later);
        return this.inOrder(children, later);
      case binaryen.LoopId: {
        const again = later || node.marked;
        if (node.name) this.targets.set(node.name, again);
        return this.inOrder(children, again);
      }
      case binaryen.IfId: {
        const [condition, ...arms] = children as [IrNode, IrNode, IrNode | undefined];
        const isSkipped = arms.length < 2 && later;
        const behind = arms.map((arm) => this.reduce(arm as IrNode, later)).includes(true);
        return this.reduce(condition, behind || isSkipped);
      }
      case binaryen.BreakId: {
        const isConditional = binaryen.Break.getCondition(node.ref) !== 0;
        return this.inOrder(children, this.isLater(node.name as string) || (isConditional && later));
      }
      case binaryen.SwitchId:
        return this.inOrder(
          children,
          node.names.some((name) => this.isLater(name)),
        );
      case binaryen.LocalSetId:
        if (!later || this.kept.holdsFor(children[0] as IrNode)) takeMark(node, 0);
        return this.inOrder(children, later);
      case binaryen.CallId:
      case binaryen.CallIndirectId:
        if (node.name !== TOSTACK) return this.call(node, later);
    }
    return this.inOrder(children, later);
  }

  private call(node: IrNode, later: boolean): boolean {
    const collects = this.isCollecting(node);
    let behind = later || collects;
    let during = collects || node.name === this.abort;
    for (let i = node.children.length - 1; i >= 0; i--) {
      const operand = node.children[i] as IrNode;
      const isHeld = !during || this.kept.holds(operand, node.children.slice(i + 1));
      if (isHeld) takeMark(node, i);
      during ||= operand.marked;
      behind = this.reduce(node.children[i] as IrNode, behind);
    }
    return behind;
  }

  private inOrder(nodes: readonly IrNode[], later: boolean): boolean {
    for (let i = nodes.length - 1; i >= 0; i--) later = this.reduce(nodes[i] as IrNode, later);
    return later;
  }

  private isLater(label: string): boolean {
    return this.targets.get(label) as boolean;
  }
}

/** Notes of each node whether it, or one below it, is what is looked for. */
function noteBelow(node: IrNode, isSought: (node: IrNode) => boolean): void {
  for (const child of node.children) noteBelow(child, isSought);
  node.marked = isSought(node) || node.children.some((child) => child.marked);
}

function takeMarks(node: IrNode): void {
  for (let i = 0; i < node.children.length; i++) takeMark(node, i);
}
