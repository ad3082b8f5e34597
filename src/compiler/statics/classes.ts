// Classes that no object has any more, once a module is optimized, need nothing that visits their objects. An object's class is
// a number that it is allocated with: where that is a constant it becomes an imported global, as addresses do (unused.ts).
import type { Class, Compiler, MemorySegment } from "assemblyscript";
import binaryen, { type ExpressionRef, type FunctionRef, type Module } from "../binaryen.js";
import { childrenOf, constOf, exportedNames, fixGlobal, type IrNode, readTree, setChild, walk } from "../lower/ir.js";
import { classOf, isConst, refersToNothing } from "./objects.js";

const VISIT_MEMBERS = "~lib/rt/__visit_members";
/** Names of the globals that stand for the number of a class where it is allocated, and for whether it is visited. */
const ALLOCATED = "~class|";
const VISITED = "~visited|";
/** Name of the global that tells whether those that are visited are few: then they are asked for one by one. */
const FEW = "~few";
/** How many those are: a table takes a byte for each class that there is, a question seven. */
const MOST = 8;
/** How far in front of an object the number of its class is. */
const CLASS = 8;

/** A call of what allocates. */
interface Allocation {
  readonly call: ExpressionRef;
  /** Which operand is the number of the class. */
  readonly at: number;
}

export class UnusedClasses {
  private readonly m: Module;
  /** Classes whose objects are visited, by the names of what does so. */
  private readonly visited: ReadonlyMap<string, Class>;
  private readonly allocated = new Set<number>();

  constructor(private readonly compiler: Compiler) {
    this.m = binaryen.wrapModule(compiler.module.ref);
    const classes = [...compiler.program.managedClasses.values()].filter((cls) => !cls.isPointerfree);
    this.visited = new Map(classes.map((cls) => [`${cls.internalName}~visit`, cls]));
  }

  /** Puts globals in the place of numbers; nothing where objects may be of classes that are not known. */
  name(): void {
    const { m } = this;
    const visit = m.getFunction(VISIT_MEMBERS);
    if (!visit) return;
    const allocations = this.allocations();
    if (!allocations) return;
    for (const { call, at } of allocations) {
      const id = constOf(childrenOf(call)[at] as ExpressionRef);
      this.allocated.add(id);
      setChild(call, at, m.global.get(`${ALLOCATED}${id}`, binaryen.i32));
    }
    for (const id of this.allocated) m.addGlobalImport(`${ALLOCATED}${id}`, ALLOCATED, `${id}`, binaryen.i32, false);
    const body = binaryen.Function.getBody(visit);
    this.askBeforeVisits(readTree(body, () => false));
    m.addGlobalImport(FEW, FEW, FEW, binaryen.i32, false);
    const few = m.if(m.global.get(FEW, binaryen.i32), m.block(null, [this.oneByOne(visit), m.return()]));
    binaryen.Function.setBody(visit, m.block(null, [few, body]));
  }

  /** Makes the globals numbers again. @param objects those in static memory that stay */
  settle(objects: readonly MemorySegment[]): void {
    const { m } = this;
    const { program } = this.compiler;
    const used = new Set(
      objects.filter((object) => !refersToNothing(program, object)).map((object) => classOf(program, object)),
    );
    for (const id of this.allocated) if (fixGlobal(m, `${ALLOCATED}${id}`, id)) used.add(id);
    const visited = [...this.visited.values()];
    for (const { id } of visited) fixGlobal(m, `${VISITED}${id}`, used.has(id) ? 1 : 0);
    fixGlobal(m, FEW, visited.filter(({ id }) => used.has(id)).length > MOST ? 0 : 1);
  }

  /** All calls that allocate with a constant; null if some objects are of a class that is not known. */
  private allocations(): Allocation[] | null {
    const { m } = this;
    const { newInstance, renewInstance } = this.compiler.program as unknown as Record<string, { internalName: string }>;
    const allocators = new Map([[newInstance?.internalName as string, 1]]);
    const calls: { caller: string; parameters: number; node: IrNode }[] = [];
    const assigned = new Map<string, Set<number>>();
    for (let i = 0, n = m.getNumFunctions(); i < n; i++) {
      const ref = m.getFunctionByIndex(i);
      const { name, params, body } = binaryen.getFunctionInfo(ref);
      if (!body || name === renewInstance?.internalName) continue; // which goes on with the class that there was
      const parameters = binaryen.expandType(params).length;
      walk(
        readTree(body, () => false),
        (node) => {
          if (node.id === binaryen.CallId) calls.push({ caller: name, parameters, node });
          else if (node.id === binaryen.LocalSetId)
            assigned.set(name, (assigned.get(name) ?? new Set()).add(node.index));
        },
      );
    }
    for (const [allocator, at] of allocators) {
      for (const { caller, parameters, node } of calls) {
        if (node.name !== allocator) continue;
        const operand = node.children[at] as IrNode;
        if (isConst(operand.ref, operand.id)) continue;
        const isPassed = operand.id === binaryen.LocalGetId && operand.index < parameters;
        if (!isPassed || assigned.get(caller)?.has(operand.index)) return null;
        if ((allocators.get(caller) ?? operand.index) !== operand.index) return null;
        allocators.set(caller, operand.index);
      }
    }
    const called = [...this.compiler.functionTable.map(({ internalName }) => internalName), ...exportedNames(m)];
    if (called.some((name) => allocators.has(name))) return null;
    return calls.flatMap(({ node }) => {
      const at = allocators.get(node.name as string);
      const operand = at === undefined ? undefined : node.children[at];
      return operand && isConst(operand.ref, operand.id) ? [{ call: node.ref, at: at as number }] : [];
    });
  }

  /** Visits an object without a table, at the start of what visits objects. */
  private oneByOne(visit: FunctionRef): ExpressionRef {
    const { m } = this;
    const id = binaryen._BinaryenFunctionAddVar(visit, binaryen.i32);
    const number = m.i32.load(0, 4, m.i32.sub(m.local.get(0, binaryen.i32), m.i32.const(CLASS)));
    const visited = [...this.visited].filter(([name]) => m.getFunction(name));
    const visits = visited.map(([name, cls]) => {
      const isOne = m.i32.eq(m.local.get(id, binaryen.i32), m.i32.const(cls.id));
      const call = m.call(name, [m.local.get(0, binaryen.i32), m.local.get(1, binaryen.i32)], binaryen.none);
      return m.if(this.isVisited(cls), m.if(isOne, call));
    });
    return m.block(null, [m.local.set(id, number), ...visits]);
  }

  /** Visits objects of classes only that are there. */
  private askBeforeVisits(node: IrNode): void {
    const { m } = this;
    node.children.forEach((child, i) => {
      const cls = child.id === binaryen.CallId ? this.visited.get(child.name as string) : undefined;
      if (!cls) {
        this.askBeforeVisits(child);
        return;
      }
      m.addGlobalImport(`${VISITED}${cls.id}`, VISITED, `${cls.id}`, binaryen.i32, false);
      setChild(node.ref, i, m.if(this.isVisited(cls), child.ref));
    });
  }

  private isVisited({ id }: Class): ExpressionRef {
    return this.m.global.get(`${VISITED}${id}`, binaryen.i32);
  }
}
