// Calls by number: each in a context of its own, so that a test can cancel it.
import { cancel } from "as-pollen/assembly/core/cancel";
import { Context } from "as-pollen/assembly/core/context";
import { newContext, release } from "as-pollen/assembly/core/context_tree";
import { renewShare } from "as-pollen/assembly/core/share";

const contexts = new Map<i32, Context>();

/** Starts a call. */
export function start(n: i32, call: (n: i32) => Promise<void>): void {
  const context = newContext();
  renewShare();
  const outer = __context;
  __context = context;
  call(n);
  __context = outer;
  release(context);
  contexts.set(n, context);
}

/** Cancels a call, wherever it is. */
export function cancelCall(n: i32): void { cancel(contexts.get(n), "by the test"); }

/** Forgets all calls. */
export function forgetCalls(): void { contexts.clear(); }
