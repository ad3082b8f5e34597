// Lifting: brings every await to the place of a statement, `await e` or `local = await e`, so that only blocks, loops
// and ifs stand around it. What an expression evaluates before an await within it is kept in new locals; all else
// stays as it was written. Code without awaits is not touched.
import binaryen, { type ExpressionRef, type Module, type TypeRef } from "../binaryen.js";
import { assigns, childrenOf, type IrNode, setChild, typeOf } from "./ir.js";

/** Statements that were lifted out of an expression, and what is left of it: to be evaluated after them. */
interface Lifted {
  readonly before: ExpressionRef[];
  readonly rest: ExpressionRef;
}

export interface LiftContext {
  readonly module: Module;
  /** Whether a call is an await or a yield. */
  isSuspension(ref: ExpressionRef, id: number): boolean;
  /** Whether what an await awaits is a value and not a promise: it lives across the suspension, so it needs a local. */
  isValueAwait(ref: ExpressionRef): boolean;
  /** Adds a local for the value of an expression, managed if that is. */
  addLocal(type: TypeRef, value: ExpressionRef): number;
  /** Keeps a managed value alive while it is in a local. */
  keep(value: ExpressionRef, local: number): ExpressionRef;
}

/** Lifts all awaits of a function body; returns the new body, a statement. */
export function liftAwaits(body: IrNode, context: LiftContext): ExpressionRef {
  return new Lifter(context).statement(body);
}

class Lifter {
  private readonly m: Module;
  /** Blocks with a value whose branches carry it: the local that it goes to instead. */
  private readonly results = new Map<string, number>();

  constructor(private readonly context: LiftContext) {
    this.m = context.module;
  }

  /** A node in the place of a statement; its value, if it has one, is dropped. */
  statement(node: IrNode): ExpressionRef {
    return this.sequence(this.statements(node));
  }

  private statements(node: IrNode): ExpressionRef[] {
    const { before, rest } = this.lift(node);
    const type = rest ? typeOf(rest) : binaryen.none;
    const last = !rest ? [] : type === binaryen.none || type === binaryen.unreachable ? [rest] : this.discard(rest);
    return [...before, ...last];
  }

  /** A value that nobody wants; reading a local has no effect. */
  private discard(value: ExpressionRef): ExpressionRef[] {
    return binaryen.getExpressionId(value) === binaryen.LocalGetId ? [] : [this.m.drop(value)];
  }

  private sequence(list: ExpressionRef[]): ExpressionRef {
    return list.length === 1 ? (list[0] as ExpressionRef) : this.m.block(null, list);
  }

  /** Lifts the awaits out of a node. `rest` is 0 if nothing is left: a statement without a value. */
  private lift(node: IrNode): Lifted {
    if (!node.marked) {
      this.redirectBranches(node);
      return { before: [], rest: node.id === binaryen.BreakId ? this.redirected(node.ref) : node.ref };
    }
    switch (node.id) {
      case binaryen.LocalSetId:
        return this.liftAssignment(node);
      case binaryen.BlockId:
        return this.liftBlock(node);
      case binaryen.IfId:
        return this.liftIf(node);
      case binaryen.LoopId:
        return this.liftLoop(node);
      case binaryen.BreakId:
        return this.liftBreak(node);
    }
    if (this.context.isSuspension(node.ref, node.id)) {
      const before = this.liftAwaited(node);
      const type = typeOf(node.ref);
      if (type === binaryen.none) return { before: [...before, node.ref], rest: 0 };
      return this.toLocal(before, node.ref, type);
    }
    return { before: this.liftOperands(node), rest: node.ref };
  }

  /** Lifts what is within an await. */
  private liftAwaited(call: IrNode): ExpressionRef[] {
    const before = this.liftOperands(call);
    if (!this.context.isValueAwait(call.ref)) return before;
    const value = childrenOf(call.ref)[0] as ExpressionRef;
    const local = this.toLocal(before, value, typeOf(value));
    setChild(call.ref, 0, local.rest);
    return local.before;
  }

  /** `local = await e` is a statement as it stands. */
  private liftAssignment(node: IrNode): Lifted {
    let value = node.children[0] as IrNode;
    while (value.name === TOSTACK) value = value.children[0] as IrNode;
    const isStatement = this.context.isSuspension(value.ref, value.id) && !binaryen.LocalSet.isTee(node.ref);
    if (isStatement) return { before: [...this.liftAwaited(value), node.ref], rest: 0 };
    return { before: this.liftOperands(node), rest: node.ref };
  }

  /** Puts the value of the last statement into a new local. */
  private toLocal(before: ExpressionRef[], value: ExpressionRef, type: TypeRef): Lifted {
    const local = this.context.addLocal(type, value);
    const set = this.m.local.set(local, this.context.keep(value, local));
    return { before: [...before, set], rest: this.m.local.get(local, type) };
  }

  /** Operands before the last one that awaits are evaluated into locals, if their place in time matters. */
  private liftOperands(node: IrNode): ExpressionRef[] {
    const before: ExpressionRef[] = [];
    const { children } = node;
    const last = children.findLastIndex((child) => child.marked);
    for (let i = 0; i <= last; i++) {
      const child = children[i] as IrNode;
      const lifted = this.lift(child);
      before.push(...lifted.before);
      const { rest } = lifted;
      const type = typeOf(rest);
      if (i === last || type === binaryen.unreachable || isFixed(child, children.slice(i + 1, last + 1))) {
        if (rest !== child.ref) setChild(node.ref, i, rest);
        continue;
      }
      const spilled = this.toLocal(before.splice(0), rest, type);
      before.push(...spilled.before);
      setChild(node.ref, i, spilled.rest);
    }
    return before;
  }

  private liftBlock(node: IrNode): Lifted {
    const type = typeOf(node.ref);
    const hasValue = type !== binaryen.none && type !== binaryen.unreachable;
    const local = hasValue ? this.context.addLocal(type, node.ref) : -1;
    if (hasValue && node.name) this.results.set(node.name, local);
    const list: ExpressionRef[] = [];
    node.children.forEach((child, i) => {
      if (hasValue && i === node.children.length - 1) list.push(...this.assign(child, local));
      else list.push(...this.statements(child));
    });
    const before = node.name ? [this.m.block(node.name, list, binaryen.none)] : list;
    return { before, rest: hasValue ? this.m.local.get(local, type) : 0 };
  }

  /** Statements that put the value of a node into a local. */
  private assign(node: IrNode, local: number): ExpressionRef[] {
    const { before, rest } = this.lift(node);
    if (!rest) return before;
    const value =
      typeOf(rest) === binaryen.unreachable ? rest : this.m.local.set(local, this.context.keep(rest, local));
    return [...before, value];
  }

  private liftIf(node: IrNode): Lifted {
    const [condition, ifTrue, ifFalse] = node.children as [IrNode, IrNode, IrNode | undefined];
    const { before, rest } = this.lift(condition);
    const type = typeOf(node.ref);
    if (!ifTrue.marked && !ifFalse?.marked) {
      this.redirectBranches(ifTrue);
      if (ifFalse) this.redirectBranches(ifFalse);
      setChild(node.ref, 0, rest);
      return { before, rest: node.ref };
    }
    const hasValue = type !== binaryen.none && type !== binaryen.unreachable;
    const local = hasValue ? this.context.addLocal(type, node.ref) : -1;
    const arm = (child: IrNode): ExpressionRef =>
      hasValue ? this.sequence(this.assign(child, local)) : this.statement(child);
    const statement = this.m.if(rest, arm(ifTrue), ifFalse ? arm(ifFalse) : 0);
    return { before: [...before, statement], rest: hasValue ? this.m.local.get(local, type) : 0 };
  }

  private liftLoop(node: IrNode): Lifted {
    const [body] = node.children as [IrNode];
    const type = typeOf(node.ref);
    const hasValue = type !== binaryen.none && type !== binaryen.unreachable;
    const local = hasValue ? this.context.addLocal(type, node.ref) : -1;
    const inner = hasValue ? this.sequence(this.assign(body, local)) : this.statement(body);
    const loop = this.m.loop(node.name ?? "", inner);
    return { before: [loop], rest: hasValue ? this.m.local.get(local, type) : 0 };
  }

  private liftBreak(node: IrNode): Lifted {
    const before = this.liftOperands(node);
    const rest = this.redirected(node.ref);
    return { before, rest };
  }

  /** Branches within code that is not touched otherwise still carry values to blocks that were lifted. */
  private redirectBranches(node: IrNode): void {
    if (!this.results.size) return;
    node.children.forEach((child, i) => {
      this.redirectBranches(child);
      if (child.id !== binaryen.BreakId) return;
      const next = this.redirected(child.ref);
      if (next !== child.ref) setChild(node.ref, i, next);
    });
  }

  /** A branch that carries a value to a lifted block, as an assignment and a branch without value. */
  private redirected(branch: ExpressionRef): ExpressionRef {
    const name = binaryen.Break.getName(branch) ?? "";
    const local = this.results.get(name);
    const value = binaryen.Break.getValue(branch);
    if (local === undefined || !value) return branch;
    const condition = binaryen.Break.getCondition(branch);
    const set = this.m.local.set(local, this.context.keep(value, local));
    return this.m.block(null, [set, this.m.br(name, condition || undefined)]);
  }
}

/** Whether a node gives the same value after the given ones were evaluated, suspensions included. */
function isFixed(node: IrNode, later: IrNode[]): boolean {
  switch (node.id) {
    case binaryen.ConstId:
      return true;
    case binaryen.LocalGetId:
      return !later.some((other) => assigns(other, node.index));
    case binaryen.CallId:
      return node.name === TOSTACK && isFixed(node.children[0] as IrNode, later);
    default:
      return false;
  }
}

/** The stock compiler's mark of managed values, for its shadow stack. */
export const TOSTACK = "~lib/rt/__tostack";
