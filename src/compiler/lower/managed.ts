// Which locals of a body hold managed references, so that the collector finds them in the frame.
import type { Function as Fn } from "assemblyscript";
import binaryen, { type ExpressionRef, type Module } from "../binaryen.js";
import { childrenOf, type IrNode, idOf, setChild, walk } from "./ir.js";
import type { Library } from "./library.js";
import { TOSTACK } from "./lift.js";

/** A local that the source declares as a number, but that is given managed references: the collector cannot see it. */
export interface HiddenReference {
  readonly local: number;
  readonly name: string;
}

export class ManagedLocals {
  private readonly locals = new Set<number>();
  /** Locals of numeric type that are given a managed reference somewhere, by name. */
  readonly hidden: HiddenReference[] = [];

  /**
   * @param first number of the first local of the source
   */
  constructor(
    private readonly library: Library,
    instance: Fn,
    body: IrNode,
    first: number,
  ) {
    const declared = instance.localsByIndex;
    declared.forEach((local, i) => {
      if (local.type.isManaged) this.locals.add(first + i);
    });
    this.inferTemporaries(body, (local) => declared[local - first]?.name ?? "");
  }

  has(local: number): boolean {
    return this.locals.has(local);
  }

  add(local: number): void {
    this.locals.add(local);
  }

  /** The compiler keeps some references in temporaries of type `usize` (the callee of an indirect call, say). */
  private inferTemporaries(body: IrNode, nameOf: (local: number) => string): void {
    const assigned = new Map<number, IrNode[]>();
    walk(body, (node) => {
      if (node.id !== binaryen.LocalSetId || this.locals.has(node.index)) return;
      const value = node.children[0] as IrNode;
      const list = assigned.get(node.index);
      if (list) list.push(value);
      else assigned.set(node.index, [value]);
    });
    const isTemporary = (local: number): boolean => /^\d*$/.test(nameOf(local));
    for (let changed = true; changed; ) {
      changed = false;
      for (const [local, values] of assigned) {
        if (!isTemporary(local) || !values.some((value) => this.isManaged(value))) continue;
        this.locals.add(local);
        assigned.delete(local);
        changed = true;
      }
    }
    for (const [local, values] of assigned) {
      if (values.some((value) => this.isManaged(value))) this.hidden.push({ local, name: nameOf(local) });
    }
  }

  /** Whether the value of an expression is a managed reference. */
  isManaged(node: IrNode): boolean {
    const { children } = node;
    switch (node.id) {
      case binaryen.LocalGetId:
        return this.locals.has(node.index);
      case binaryen.LocalSetId:
        return this.isManaged(children[0] as IrNode);
      case binaryen.GlobalGetId:
        return this.library.isManagedGlobal(node.name as string);
      case binaryen.CallId:
        if (node.name === TOSTACK) return true;
        return this.library.callee(node.name as string)?.signature.returnType.isManaged ?? false;
      case binaryen.CallIndirectId:
        return this.library.session.indirectCalls.get(node.ref)?.returnType.isManaged ?? false;
      case binaryen.LoadId:
        return this.library.session.managedLoads.has(node.ref);
      case binaryen.BlockId: {
        const last = children.at(-1);
        return last !== undefined && this.isManaged(last);
      }
      case binaryen.IfId:
        return children.slice(1).some((arm) => this.isManaged(arm));
      case binaryen.SelectId:
        return children.slice(0, 2).some((arm) => this.isManaged(arm));
      default:
        return false;
    }
  }
}

/** Whether a value bears the shadow stack's mark. */
export function isKept(value: ExpressionRef): boolean {
  return idOf(value) === binaryen.CallId && binaryen.Call.getTarget(value) === TOSTACK;
}

/** A value without the shadow stack's mark. */
export function withoutMark(value: ExpressionRef): ExpressionRef {
  let inner = value;
  while (isKept(inner)) inner = binaryen.Call.getOperandAt(inner, 0);
  return inner;
}

/**
 * Adapts a body to a runtime without shadow stack: takes the marks out.
 * @param clearing what makes the memory empty that a function allocates, by the names of such functions
 */
export function removeMarks(module: Module, parent: ExpressionRef, clearing: ReadonlyMap<string, string>): void {
  childrenOf(parent).forEach((child, i) => {
    let value = withoutMark(child);
    removeMarks(module, value, clearing);
    const clear = idOf(value) === binaryen.CallId && clearing.get(binaryen.Call.getTarget(value));
    if (clear && !hasSource(value)) value = module.call(clear, [value], binaryen.i32);
    if (value !== child) setChild(parent, i, value);
  });
}

/** Whether an allocation copies what its last operand points to. */
function hasSource(allocation: ExpressionRef): boolean {
  const source = childrenOf(allocation).at(-1) as ExpressionRef;
  return (binaryen.getExpressionInfo(source) as unknown as { value?: number }).value !== 0;
}
