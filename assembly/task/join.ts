import { Promise } from "../core/promise";
import { pendingTasks } from "./report";

/**
 * A promise that is fulfilled once no task is pending, those included that are spawned meanwhile, and those left out that
 * are detached. For the end of `main`, where the program is not to leave them behind.
 */
export function joinTasks(): Promise<void> {
  const contexts = pendingTasks(), pending = new Array<Promise<void>>();
  for (let i = 0; i < contexts.length; i++) {
    if (!contexts[i].isDetached) pending.push(changetype<Promise<void>>(contexts[i].task));
  }
  if (!pending.length) return Promise.__resolved();
  return Promise.allSettled<void>(pending).then<Promise<void>>((_) => joinTasks());
}
