import { Context } from "../core/context";
import { newContext, release } from "../core/context_tree";
import { Promise } from "../core/promise";
import { PromiseBase, settleLike } from "../core/settle";
import { handled, newCall } from "./call";
import { startIn } from "./start";

class Shield {
  body: PromiseBase | null = null;

  constructor(readonly target: PromiseBase) {}
}

/**
 * Runs an async block that cancellations from outside do not reach, and waits for all that was started in it. For cleanup
 * that has to wait. Give it a deadline: it holds up whoever cancelled.
 * @returns what the block returns
 * @example
 * try {
 *   await work(connection);
 * } finally {
 *   await shield(async () => { await connection.say("bye"); });
 * }
 */
export function shield<T>(f: () => Promise<T>): Promise<T> {
  const settle = (context: usize): void => {
    const own = changetype<Shield>(changetype<Context>(context).owner);
    settleLike(changetype<usize>(own.target), changetype<usize>(own.body));
  };
  const own = new Shield(newCall()), context = newContext();
  context.shield();
  context.owner = own;
  context.atEnd = settle.index;
  const body = startIn<T>(context, f);
  context.isTask = false;
  handled(body);
  own.body = body;
  release(context);
  return changetype<Promise<T>>(own.target);
}
