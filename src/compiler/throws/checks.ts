// Errors get their ways, once everything is compiled: each place that raises one (see raise.ts) goes to the handler
// around it, else returns, and so does the code after each call that may come back with one.
//
//   f(x)      becomes      value = f(x);  if (__raised) br ~catch|1  (or: return, or: reject the promise);  value
//
// A call in tail position needs no look: its caller's caller looks. Debug builds look there, too, and note each call that
// an error passes in its stack (see frames.ts).
import { type Compiler, type Function as Fn, type Range, Type } from "assemblyscript";
import binaryen, { type ExpressionRef, type Module, type TypeRef } from "../binaryen.js";
import { describesItself, exported } from "../exports.js";
import { exportedFunctions } from "../interface.js";
import { childrenOf, constOf, type IrNode, idOf, readTree, setChild, typeOf } from "../lower/ir.js";
import { TOSTACK } from "../lower/lift.js";
import type { CoroutineKind, Session } from "../session.js";
import { libraryFunction, libraryGlobal } from "../typing/library.js";
import { CallGraph, type FunctionNode, isRaise } from "./graph.js";
import { RAISE, RETHROW } from "./raise.js";
import { type Site, writeSite } from "./sites.js";
import { isCatch } from "./try.js";

/** What becomes of errors that a body does not handle. */
type Leaving = "return" | "reject" | "rejectAsync" | "end";

/** The site of an error that was thrown before (`RETHROWN` in `assembly/core/throw.ts`). */
const RETHROWN = 1;
/** Suffix of the version of a function that leaves errors to its callers, where there are two. */
const THROWING = "~throws";

export function insertChecks(session: Session, compiler: Compiler): void {
  if (session.throws.isUsed) new CheckInserter(session, compiler).run();
  session.throws.active = false; // what the compiler adds from here on (its stack checks) ends the program
}

class CheckInserter {
  readonly m: Module;
  readonly graph: CallGraph;
  readonly names: Readonly<
    Record<"raised" | "pending" | "raise" | "passed" | "uncaught" | "abort" | "reject" | "rejectAsync", string>
  >;
  private readonly start: IrNode[];
  /** Exports that JavaScript calls, and the functions that they name. */
  private readonly exports: ReadonlyMap<string, string>;

  constructor(
    readonly session: Session,
    readonly compiler: Compiler,
  ) {
    const { program } = compiler;
    this.m = binaryen.wrapModule(compiler.module.ref);
    const global = (name: string): string => libraryGlobal(program, name).internalName;
    const callee = (name: string): string => libraryFunction(program, name).internalName;
    this.names = {
      raised: global("__raised"),
      pending: global("__pending"),
      raise: callee("__raise"),
      passed: callee("__passed"),
      uncaught: callee("__uncaught"),
      abort: callee("__abort"),
      reject: callee("__reject_raised"),
      rejectAsync: callee("__reject_raised_async"),
    };
    const kinds = new Map<string, CoroutineKind>();
    for (const [{ internalName, varargsStub }, { kind }] of session.coroutineInstances) {
      kinds.set(internalName, kind);
      // evaluates default arguments: an error there is thrown to who calls a generator
      if (varargsStub && kind === "async") kinds.set(varargsStub.internalName, kind);
    }
    const tableNames = new Set(compiler.functionTable.map(({ internalName }) => internalName));
    this.start = compiler.currentBody.map((statement) => readTree(statement, () => false));
    const functions = describesItself(program) ? exportedFunctions(program) : [];
    this.exports = new Map(functions.map(([name]) => [name, exported(this.m, name)]));
    this.graph = new CallGraph(this.m, kinds, tableNames, this.start, [...this.exports.values()]);
  }

  run(): void {
    const { graph, compiler } = this;
    for (const f of [...graph.functions.values()]) {
      if (f.kind) this.rewrite(f, f.kind === "async generator" ? "rejectAsync" : "reject");
      else if (!graph.leavesErrors(f.name)) this.rewrite(f, "end");
      else if (!graph.endsProgram(f.name)) this.rewrite(f, "return");
      else {
        this.rewrite(this.copy(f), "return");
        this.rewrite(f, "end");
      }
    }
    for (const [name, target] of this.exports) {
      if (graph.leavesErrors(target)) this.session.throws.exports.set(name, target + THROWING);
    }
    const startFunction = compiler.currentFlow.targetFunction; // made later, of these statements
    const addLocal = (type: TypeRef): number => startFunction.addLocal(sourceType(type)).index;
    this.start.forEach((statement, i) => {
      compiler.currentBody[i] = new BodyRewriter(this, "end", binaryen.none, addLocal).rewrite(statement);
    });
  }

  private rewrite({ ref, body }: FunctionNode, leaving: Leaving): void {
    const { results } = binaryen.getFunctionInfo(ref);
    const addLocal = (type: TypeRef): number => binaryen._BinaryenFunctionAddVar(ref, type);
    const next = new BodyRewriter(this, leaving, results, addLocal).rewrite(body);
    if (next !== body.ref) binaryen.Function.setBody(ref, next);
  }

  /** A second version of a function, which the table has from now on. */
  private copy(f: FunctionNode): FunctionNode {
    const { m, compiler } = this;
    const name = f.name + THROWING;
    const { params, results, vars } = binaryen.getFunctionInfo(f.ref);
    const body = readTree(m.copyExpression(f.body.ref), () => false);
    const ref = m.addFunction(name, params, results, vars, body.ref);
    const table = compiler.functionTable as { internalName: string }[];
    const index = table.findIndex(({ internalName }) => internalName === f.name);
    if (index >= 0) table[index] = { internalName: name };
    const { calls } = this.session.throws;
    const { instancesByName } = compiler.program;
    const instance = instancesByName.get(f.name) as Fn | undefined;
    const debugLocations = new Map<ExpressionRef, Range>();
    for (const [from, to] of pairs(f.body, body)) {
      const range = instance?.debugLocations.get(from);
      if (range) debugLocations.set(to, range);
      const site = calls.get(from);
      if (site) calls.set(to, site);
    }
    if (instance) {
      const copied = Object.create(instance, { debugLocations: { value: debugLocations } }) as Fn;
      instancesByName.set(name, copied);
      copied.addDebugInfo(compiler.module, ref);
    }
    return { ...f, name, ref, body };
  }
}

/** Rewrites one body. */
class BodyRewriter {
  private readonly m: Module;
  private readonly values = new Map<TypeRef, number>();

  constructor(
    private readonly inserter: CheckInserter,
    private readonly leaving: Leaving,
    private readonly results: TypeRef,
    private readonly addLocal: (type: TypeRef) => number,
  ) {
    this.m = inserter.m;
  }

  rewrite(body: IrNode): ExpressionRef {
    return this.visit(body, null, true);
  }

  /**
   * @param handler label of the handler around the node
   * @param isTail whether the function ends with the node
   */
  private visit(node: IrNode, handler: string | null, isTail: boolean): ExpressionRef {
    const { children } = node;
    const isGuard = node.id === binaryen.BlockId && isCatch(node.name);
    const inner = isGuard ? node.name : handler;
    children.forEach((child, i) => {
      if (isGuard && i === 0) {
        setChild(node.ref, 0, this.m.nop()); // see `guard` in try.ts
        return;
      }
      const afterRaise = i > 0 && isRaise(children[i - 1] as IrNode);
      if (afterRaise && this.isCaught(inner)) {
        setChild(node.ref, i, this.exit(inner));
        return;
      }
      const isLast = i === children.length - 1;
      const next = this.visit(child, inner, this.isTailOf(node, i, isLast, isTail && inner === handler));
      if (next !== child.ref) setChild(node.ref, i, next);
    });
    if (isRaise(node)) return this.isCaught(handler) ? this.raise(node) : this.end(node);
    return this.call(node, handler, isTail);
  }

  private isTailOf(node: IrNode, at: number, isLast: boolean, isTail: boolean): boolean {
    if (node.id === binaryen.ReturnId) return true;
    return isTail && ((node.id === binaryen.BlockId && isLast) || (node.id === binaryen.IfId && at > 0));
  }

  private isCaught(handler: string | null): boolean {
    return handler !== null || this.leaving !== "end";
  }

  private call(node: IrNode, handler: string | null, isTail: boolean): ExpressionRef {
    const { m, inserter } = this;
    const { graph, names, session } = inserter;
    const isCaught = this.isCaught(handler);
    if (!graph.mayReturnError(node, isCaught)) return node.ref;
    const name = node.name as string;
    if (node.id === binaryen.CallId && graph.endsProgram(name)) binaryen.Call.setTarget(node.ref, name + THROWING);
    const site = session.throws.calls.get(node.ref);
    if (isTail && !handler && this.leaving === "return" && !site) return node.ref;
    const type = typeOf(node.ref);
    if (type === binaryen.unreachable) return node.ref;
    const exit = this.exit(handler);
    const pass = (site: Site): ExpressionRef => m.call(names.passed, [m.i32.const(writeSite(site, 0))], binaryen.none);
    const look = m.if(m.global.get(names.raised, binaryen.i32), site ? m.block(null, [pass(site), exit]) : exit);
    if (type === binaryen.none) return m.block(null, [node.ref, look], type);
    const value = this.valueLocal(type);
    return m.block(null, [m.local.set(value, node.ref), look, m.local.get(value, type)], type);
  }

  /** A local for the value of a call. In bodies that are split each has its own: some are references, others are not. */
  private valueLocal(type: TypeRef): number {
    if (this.leaving.startsWith("reject")) return this.addLocal(type);
    let local = this.values.get(type);
    if (local === undefined) {
      local = this.addLocal(type);
      this.values.set(type, local);
    }
    return local;
  }

  /** Leaves for the handler, or the function. */
  private exit(handler: string | null): ExpressionRef {
    const { m } = this;
    const { names } = this.inserter;
    if (handler) return m.br(handler);
    switch (this.leaving) {
      case "return":
        return m.return(this.results === binaryen.none ? undefined : zero(m, this.results));
      case "reject":
      case "rejectAsync":
        return m.return(m.call(names[this.leaving], [m.i32.const(0)], binaryen.i32));
      case "end":
        return m.block(null, [m.call(names.uncaught, [], binaryen.none), m.unreachable()]);
    }
  }

  /** Sends an error on its way. */
  private raise(node: IrNode): ExpressionRef {
    const { m } = this;
    const { names, session } = this.inserter;
    const name = node.name as string;
    const value = childrenOf(node.ref)[0] as ExpressionRef;
    const site = session.throws.sites[Number(name.slice(name.indexOf("|") + 1))];
    const signal = (address: number): ExpressionRef => m.global.set(names.raised, m.i32.const(address));
    if (!name.startsWith(RAISE)) {
      const address = name !== RETHROW && site ? writeSite(site, 0) : RETHROWN;
      return m.block(null, [m.global.set(names.pending, value), signal(address)], binaryen.none);
    }
    if (!site) throw new Error(`POLLEN_E_IR: no site for '${name}'`);
    if (idOf(value) === binaryen.ConstId) return signal(writeSite(site, constOf(value)));
    return m.call(names.raise, [value, m.i32.const(writeSite(site, 0))], binaryen.none);
  }

  /** Ends the program with an error, as the stock compiler does. */
  private end(node: IrNode): ExpressionRef {
    const { m } = this;
    const { names, compiler } = this.inserter;
    const operands = childrenOf(node.ref);
    const [value, ...place] = operands as [ExpressionRef, ...ExpressionRef[]];
    if ((node.name as string).startsWith(RAISE)) {
      const { abortInstance } = compiler.program;
      return abortInstance ? m.call(abortInstance.internalName, operands, binaryen.none) : m.drop(value);
    }
    const error = compiler.options.stackSize > 0 ? m.call(TOSTACK, [value], binaryen.i32) : value;
    const where = place.length ? place : [m.i32.const(0), m.i32.const(0), m.i32.const(0)];
    return m.call(names.abort, [error, ...where], binaryen.none);
  }
}

/** The expressions of two trees of the same shape. */
function* pairs(from: IrNode, to: IrNode): Generator<[ExpressionRef, ExpressionRef]> {
  yield [from.ref, to.ref];
  for (const [i, child] of from.children.entries()) yield* pairs(child, to.children[i] as IrNode);
}

function zero(m: Module, type: TypeRef): ExpressionRef {
  switch (type) {
    case binaryen.i32:
      return m.i32.const(0);
    case binaryen.i64:
      return (m.i64.const as unknown as (value: bigint) => ExpressionRef)(0n); // its declaration is of an older version
    case binaryen.f32:
      return m.f32.const(0);
    case binaryen.f64:
      return m.f64.const(0);
    case binaryen.v128:
      return m.v128.const(new Array(16).fill(0));
    default:
      return m.ref.null(type);
  }
}

/** A type of the source that has a type of the module. */
function sourceType(type: TypeRef): Type {
  const found = [Type.i32, Type.i64, Type.f32, Type.f64, Type.v128].find((source) => source.toRef() === type);
  if (!found) throw new Error("POLLEN_E_IR: a reference of the host from a function that may throw");
  return found;
}
