import { cancel } from "../core/cancel";
import { Promise } from "../core/promise";
import { moveOnAfter } from "./deadline";
import { describe } from "./report";
import { Scope } from "./scope";

/** Gives the tasks of a scope time to end, then cancels those that have not. Returns where these waited. */
export async function drain(s: Scope, ms: f64): Promise<string[]> {
  const contexts = s.tasks(), pending = new Array<Promise<void>>();
  for (let i = 0; i < contexts.length; i++) pending.push(changetype<Promise<void>>(contexts[i].task));
  await moveOnAfter(ms, async (_) => {
    await Promise.allSettled<void>(pending);
  });
  const late = s.tasks(), places = new Array<string>();
  for (let i = 0; i < late.length; i++) {
    places.push(describe(late[i]));
    cancel(late[i], "Shut down");
  }
  return places;
}
