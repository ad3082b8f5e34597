// `for...of`, once the type of what is looped over is known:
//
//   for (const x of xs) body
//
//   { let ~iterable = xs;
//     for (let ~index = 0; ~index < ~iterable.length; ~index = ~index + 1) {       by the strategy for that type
//       let ~value = ~iterable[~index];
//       const x = ~value;                                                          the variable of the loop
//       body } }
//
// Each step runs the declaration of the user's variable: a closure of the body captures that of its own step.
import { type CallExpression, Compiler, type ExpressionRef, type ForOfStatement, type Type } from "assemblyscript";
import { reportError } from "../diagnostics.js";
import { NodeKind, ReportMode } from "../enums.js";
import { hook } from "../hooks.js";
import { sessionOf } from "../session.js";
import { wellKnown } from "../syntax/symbols.js";
import { iteratedType } from "../typing/iterated.js";
import { stepAsyncIterator } from "./async-iterators.js";
import { isCollection, stepCollection } from "./collections.js";
import { isIndexed, stepIndexed, stepString } from "./indexed.js";
import { methodOf, stepIterator } from "./iterators.js";
import { ITERABLE, Loop, type Strategy, type View } from "./loop.js";

/** In this order: what has an iterator of its own is stepped by that. */
const strategies: readonly Strategy[] = [stepIterator, stepIndexed, stepString, stepCollection];

export function installForOf(): void {
  hook<(this: Compiler, statement: ForOfStatement) => ExpressionRef>(
    Compiler,
    "compileForOfStatement",
    1,
    (original) =>
      function (statement) {
        return sessionOf(this) ? compileForOf(this, statement) : original.call(this, statement);
      },
  );
}

function compileForOf(compiler: Compiler, statement: ForOfStatement): ExpressionRef {
  const { module, currentFlow: outer } = compiler;
  const view = viewOf(compiler, statement);
  const loop = new Loop(compiler, statement, view?.name ?? null);
  const flow = outer.fork();
  compiler.currentFlow = flow;
  const iterable = loop.nodes.declare(ITERABLE, view ? view.receiver : statement.iterable);
  const code = [compiler.compileStatement(iterable)];
  const type = flow.lookupLocal(ITERABLE)?.type;
  const steps = type && stepsThrough(loop, type);
  if (steps) code.push(compiler.compileStatement(steps));
  outer.inherit(flow);
  compiler.currentFlow = outer;
  return module.flatten(code);
}

function stepsThrough(loop: Loop, type: Type) {
  const { compiler, statement } = loop;
  const isAwaiting = sessionOf(compiler)?.awaitingLoops.has(statement);
  if (isAwaiting && (methodOf(type.getClass(), wellKnown.asyncIterator) || iteratedType(compiler.program, type))) {
    return stepAsyncIterator(loop, type);
  }
  for (const strategy of isAwaiting ? [] : strategies) {
    const steps = strategy(loop, type);
    if (steps) return steps;
  }
  const symbol = isAwaiting ? "asyncIterator" : "iterator";
  const message = `Type '${type.toString()}' must have a '[Symbol.${symbol}]()' method that returns an iterator.`;
  reportError(compiler, statement.iterable.range, message);
  return null;
}

const VIEWS: ReadonlySet<string> = new Set<View>(["entries", "keys", "values"]);

/**
 * `map.entries()` and its like: loops step through the collection itself. AssemblyScript's own collections have no such
 * methods, or give copies where JavaScript's iterators see what changes meanwhile.
 */
function viewOf({ resolver, currentFlow, program }: Compiler, { iterable }: ForOfStatement) {
  if (iterable.kind !== NodeKind.Call) return null;
  const { expression: callee, args } = iterable as CallExpression;
  if (callee.kind !== NodeKind.PropertyAccess || args.length) return null;
  const { expression: receiver, property } = callee as never as { expression: typeof callee; property: { text: View } };
  if (!VIEWS.has(property.text)) return null;
  const type = resolver.resolveExpression(receiver, currentFlow, undefined, ReportMode.Swallow);
  const isStandard = type && (isIndexed(program, type) || isCollection(program, type));
  return isStandard ? { receiver, name: property.text } : null;
}
