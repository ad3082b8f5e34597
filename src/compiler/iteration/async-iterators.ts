// `for await` loops, over what has a method `[Symbol.asyncIterator]()` (ECMA-262 14.7.5.6):
//
//   let ~iterator = ~iterable[Symbol.asyncIterator]();
//   let ~open = false;                                        whether the iterator is at a value
//   try {
//     while (true) {      not for (;;): in that, asc takes what is behind a body that always returns for unreachable
//       ~open = false;
//       let ~result = await ~iterator.next();
//       if (~result.done) break;
//       ~open = true;
//       ... ~result.value ...
//     }
//   } catch (~error) {
//     if (~open) { ~open = false; try { await ~iterator.return(); } catch { } }
//     throw ~error;                                           what is thrown first counts
//   } finally {
//     if (~open) await ~iterator.return();
//   }
//
// What else `for...of` takes is stepped by an iterator that awaits each value (27.1.6).
import { type Expression, Node, type Statement, type Type } from "assemblyscript";
import { reportError } from "../diagnostics.js";
import { sessionOf } from "../session.js";
import { createAwait } from "../syntax/async.js";
import { wellKnown } from "../syntax/symbols.js";
import { closing, ITERATOR, methodOf, OPEN, RESULT } from "./iterators.js";
import type { Loop } from "./loop.js";

/** How many awaits a loop has that nobody wrote. */
export const HIDDEN_AWAITS = 3;

export function stepAsyncIterator(loop: Loop, type: Type): Statement {
  const { compiler, nodes, statement, iterable } = loop;
  const start = methodOf(type.getClass(), wellKnown.asyncIterator);
  const first = start
    ? nodes.call(nodes.member(iterable, wellKnown.asyncIterator))
    : nodes.call(nodes.name("__async_from_sync"), iterable, nodes.boolean(canClose(type)));
  const iterator = start?.signature.returnType.getClass() ?? null;
  if (start && !methodOf(iterator, "next")) {
    reportError(compiler, statement.iterable.range, "An async iterator must have a 'next()' method.");
    return nodes.block();
  }
  const result = nodes.name(RESULT);
  const hold = (isOpen: boolean) => nodes.run(nodes.assign(OPEN, nodes.boolean(isOpen)));
  const steps = Node.createWhileStatement(
    nodes.boolean(true),
    nodes.block(
      hold(false),
      nodes.declare(RESULT, awaiting(loop, nodes.call(nodes.member(nodes.name(ITERATOR), "next")))),
      nodes.when(nodes.member(result, "done"), Node.createBreakStatement(null, nodes.range)),
      hold(true),
      loop.step(nodes.member(result, "value")),
    ),
    nodes.range,
  );
  const close = start ? methodOf(iterator, "return") : null;
  const declarations = [nodes.declare(ITERATOR, first), nodes.declare(OPEN, nodes.boolean(false))];
  if (start && !close) return nodes.block(...declarations, steps);
  return nodes.block(
    ...declarations,
    closing(loop, steps, (call) => closeAsync(loop, call, close?.signature.returnType)),
  );
}

/** Whether an iterator of a type has a `return()`. */
function canClose(type: Type): boolean {
  const start = methodOf(type.getClass(), wellKnown.iterator);
  return methodOf(start?.signature.returnType.getClass() ?? null, "return") !== null;
}

/** Awaits what `return()` gives, if the iterator has one. */
function closeAsync(loop: Loop, call: Expression, type: Type | undefined): Statement {
  const { nodes } = loop;
  if (!type?.isNullableReference) return nodes.run(awaiting(loop, call));
  const returned = nodes.name(RETURNED);
  return nodes.block(nodes.declare(RETURNED, call), nodes.when(returned, nodes.run(awaiting(loop, returned))));
}

const RETURNED = "~returned";

/** `await operand`, with the place of the loop. */
function awaiting({ compiler, nodes, statement }: Loop, operand: Expression): Expression {
  const call = createAwait(operand, nodes.range);
  const site = sessionOf(compiler)?.awaitingLoops.get(statement)?.site;
  if (site) call.args.push(Node.createStringLiteralExpression(site, nodes.range));
  return call;
}
