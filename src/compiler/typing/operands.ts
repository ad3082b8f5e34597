// What `yield`, `yield*` and `await` are given, looked at once the types are known: what is wrong is said of the user's line,
// not of the library's code that follows it. Where `f` gives nothing:
//
//   yield f()       of a generator of void: `__emit((f(), __nothing()))`
//   await f()       `__await((f(), Promise.__resolved()))`
import {
  type CallExpression,
  Compiler,
  type Expression,
  type ExpressionRef,
  Node,
  type Program,
  Type,
} from "assemblyscript";
import { reportError } from "../diagnostics.js";
import { ReportMode } from "../enums.js";
import { hook } from "../hooks.js";
import { sessionOf, type Yielded } from "../session.js";
import { isAwait } from "../syntax/async.js";
import { Nodes } from "../syntax/nodes.js";
import { delegateType, type GeneratorTypes, generatorTypes, isNothing } from "./generators.js";
import { iteratedType } from "./iterated.js";
import { awaitedType } from "./types.js";

export function installOperands(): void {
  hook<(this: Compiler, call: CallExpression, ...rest: unknown[]) => ExpressionRef>(
    Compiler,
    "compileCallExpression",
    3,
    (original) =>
      function (call, ...rest) {
        const session = sessionOf(this);
        if (session && isAwait(call)) return original.call(this, checkAwait(this, call), ...rest);
        const yielded = session?.yields.get(call);
        const types = yielded && generatorTypes(this.program, this.currentFlow.returnType);
        const checked = types ? checkYield(this, call, yielded, types) : call;
        return checked ? original.call(this, checked, ...rest) : this.module.unreachable();
      },
  );
}

/** The call that is compiled for an `await`. */
function checkAwait({ resolver, currentFlow }: Compiler, call: CallExpression): CallExpression {
  const { expression, args, range } = call;
  const [operand, ...site] = args as [Expression];
  const type = resolver.resolveExpression(operand, currentFlow, Type.void, ReportMode.Swallow);
  if (type !== Type.void) return call;
  const nodes = new Nodes(range);
  const resolved = nodes.call(nodes.member(nodes.name("Promise"), "__resolved"));
  const awaited = Node.createCommaExpression([operand, resolved], range);
  return Node.createCallExpression(expression, null, [awaited, ...site], range);
}

/** The call that is compiled for a `yield`; null after an error. */
function checkYield(
  compiler: Compiler,
  call: CallExpression,
  { operand, range, isDelegating }: Yielded,
  types: GeneratorTypes,
): CallExpression | null {
  const ofNothing = isNothing(compiler.program, types.yielded);
  if (!operand) {
    if (ofNothing) return call;
    reportError(compiler, range, "'yield' needs a value of the type that the generator yields.");
    return null;
  }
  if (isDelegating) return mayDelegate(compiler, operand, types) ? call : null;
  return ofNothing ? yieldNothing(compiler, call, operand) : call;
}

/** A `yield` in a generator of void: of what a function gives that gives nothing. */
function yieldNothing(compiler: Compiler, call: CallExpression, operand: Expression): CallExpression | null {
  const { program, resolver, currentFlow } = compiler;
  const { expression, typeArguments, args, range } = call;
  const [value] = args as [Expression];
  const type = resolver.resolveExpression(value, currentFlow, Type.void, ReportMode.Report);
  if (!type) return null;
  if (isNothing(program, type)) return call;
  if (type !== Type.void) {
    reportError(compiler, operand.range, `Type '${type.toString()}' is not assignable to type 'void'.`);
    return null;
  }
  const nodes = new Nodes(range);
  const nothing = Node.createCommaExpression([value, nodes.call(nodes.name("__nothing"))], range);
  return Node.createCallExpression(expression, typeArguments, [nothing], range);
}

/** Whether a generator can follow an operand; says what is wrong with it. */
function mayDelegate(compiler: Compiler, operand: Expression, types: GeneratorTypes): boolean {
  const { program, resolver, currentFlow } = compiler;
  const type = resolver.resolveExpression(operand, currentFlow, Type.auto, ReportMode.Report);
  const wrong = type && problemOf(program, type, types);
  if (wrong) reportError(compiler, operand.range, wrong);
  return type !== null && !wrong;
}

/** Why a generator cannot follow what is of a type; null if it can. */
function problemOf(program: Program, type: Type, { yielded, sent, isAsync }: GeneratorTypes): string | null {
  const values = iteratedType(program, type);
  if (!values) {
    const symbol = isAsync ? "asyncIterator" : "iterator";
    return `Type '${type.toString()}' must have a '[Symbol.${symbol}]()' method that returns an iterator.`;
  }
  const given = isAsync ? awaitedType(program, values) : values;
  if (!given.isAssignableTo(yielded)) {
    return `Type '${given.toString()}' is not assignable to type '${yielded.toString()}'.`;
  }
  const followed = delegateType(program, type, yielded, isAsync)?.getClass()?.typeArguments;
  const [, itsReturned = Type.void, itsSent = Type.void] = followed ?? [];
  if (itsSent !== Type.void && itsSent !== sent) {
    return "The generator behind 'yield*' is sent values of another type than the one that it is in.";
  }
  if (isAsync && itsReturned !== Type.void && itsReturned !== yielded) {
    return "The async generator behind 'yield*' returns a value of another type than those that it yields.";
  }
  return null;
}
