// Loops over what has a method `[Symbol.iterator]()` (ECMA-262 14.7.5.6). What that returns is stepped by `next()`; where
// it has a `return()`, that is called if the loop is left before the end (7.4.11):
//
//   let ~iterator = ~iterable[Symbol.iterator]();
//   let ~open = false;                                        whether the iterator is at a value
//   try {
//     for (let ~result = ~iterator.next(); ~open = !~result.done; ~open = false, ~result = ~iterator.next()) {
//       ... ~result.value ...
//     }
//   } catch (~error) {
//     if (~open) { ~open = false; try { ~iterator.return(); } catch { } }
//     throw ~error;                                           what is thrown first counts
//   } finally {
//     if (~open) ~iterator.return();
//   }
//
// What fails in the iterator itself does not call `return()`. A generator is stepped without results:
//
//     for (; ~open = ~iterator.__advance(); ~open = false) { ... ~iterator.__value ... }
import { type Class, type Expression, type Function as Fn, Node, type Statement, type Type } from "assemblyscript";
import { reportError } from "../diagnostics.js";
import { sessionOf } from "../session.js";
import { wellKnown } from "../syntax/symbols.js";
import type { Loop } from "./loop.js";

export const ITERATOR = "~iterator";
export const RESULT = "~result";
export const OPEN = "~open";
const ERROR = "~error";

/** A method that is called without arguments. */
export function methodOf(cls: Class | null, name: string): Fn | null {
  const method = cls?.getMethod(name) ?? null;
  return method && method.signature.requiredParameters === 0 ? method : null;
}

export function stepIterator(loop: Loop, type: Type): Statement | null {
  const { compiler, nodes, statement } = loop;
  const start = methodOf(type.getClass(), wellKnown.iterator);
  if (!start) return null;
  const iterator = start.signature.returnType.getClass();
  if (!methodOf(iterator, "next")) {
    reportError(compiler, statement.iterable.range, "An iterator must have a 'next()' method.");
    return nodes.block();
  }
  const first = nodes.declare(ITERATOR, nodes.call(nodes.member(loop.iterable, wellKnown.iterator)));
  const isOpen = nodes.declare(OPEN, nodes.boolean(false));
  const close = (call: Expression): Statement => nodes.run(call);
  if (methodOf(iterator, ADVANCE)) return nodes.block(first, isOpen, closing(loop, stepGenerator(loop), close));
  const next = () => nodes.call(nodes.member(nodes.name(ITERATOR), "next"));
  const isDone = nodes.member(nodes.name(RESULT), "done");
  const advance = nodes.assign(RESULT, next());
  const step = loop.step(nodes.member(nodes.name(RESULT), "value"));
  if (!sessionOf(compiler)?.throws.active || !methodOf(iterator, "return")) {
    return nodes.block(first, nodes.loop(nodes.declare(RESULT, next()), nodes.not(isDone), advance, step));
  }
  const condition = Node.createParenthesizedExpression(nodes.assign(OPEN, nodes.not(isDone)), nodes.range);
  const incrementor = Node.createCommaExpression([nodes.assign(OPEN, nodes.boolean(false)), advance], nodes.range);
  const steps = nodes.loop(nodes.declare(RESULT, next()), condition, incrementor, step);
  return nodes.block(first, isOpen, closing(loop, steps, close));
}

/** Of generators, which are asked for each step without a result. */
const ADVANCE = "__advance";

function stepGenerator(loop: Loop): Statement {
  const { nodes } = loop;
  const advance = nodes.call(nodes.member(nodes.name(ITERATOR), ADVANCE));
  const condition = Node.createParenthesizedExpression(nodes.assign(OPEN, advance), nodes.range);
  const value = nodes.member(nodes.name(ITERATOR), "__value");
  return nodes.loop(null, condition, nodes.assign(OPEN, nodes.boolean(false)), loop.step(value));
}

/**
 * Statements that close the iterator where they are left while it is open.
 * @param close makes a statement of a call of `return()`
 */
export function closing(
  { nodes, compiler }: Loop,
  steps: Statement,
  close: (call: Expression) => Statement,
): Statement {
  const { range } = nodes;
  const isOpen = nodes.name(OPEN);
  const closed = () => close(nodes.call(nodes.member(nodes.name(ITERATOR), "return")));
  const rethrow = Node.createThrowStatement(nodes.name(ERROR), range);
  sessionOf(compiler)?.throws.rethrows.add(rethrow);
  const afterError = [
    nodes.when(
      isOpen,
      nodes.run(nodes.assign(OPEN, nodes.boolean(false))),
      Node.createTryStatement([closed()], null, [], null, range),
    ),
    rethrow,
  ];
  const error = Node.createIdentifierExpression(ERROR, range);
  return Node.createTryStatement([steps], error, afterError, [nodes.when(isOpen, closed())], range);
}
