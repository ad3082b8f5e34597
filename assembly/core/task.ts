// Background tasks: calls that nobody awaits.
import { FLAGS, Flag, POINT, POINT_SITE, STATUS, Status } from "./layout";
import { Promise } from "./promise";
import { PromiseBase } from "./settle";
import { setUnfinishedReport } from "./unfinished";

/** A task that `spawn` registered. It has the promise's methods; awaiting it waits for its end. */
export class Task<T> extends Promise<T> {}

/** The tasks that were spawned; ended ones are dropped when the list would grow. */
// @ts-ignore: decorator
@lazy const spawned = new Array<PromiseBase>();
let dropAt: i32 = 64;

/**
 * Lets a call go on in the background. Nothing waits for it at the end of the program: what is still pending then is
 * named on stderr. A rejection that nobody attaches to ends the program.
 */
export function spawn<T>(promise: Promise<T>): Task<T> {
  const task = changetype<usize>(promise);
  if (load<u8>(task, STATUS) == Status.PENDING && !(load<u8>(task, FLAGS) & Flag.SPAWNED)) {
    store<u8>(task, load<u8>(task, FLAGS) | Flag.SPAWNED, FLAGS);
    if (spawned.length >= dropAt) {
      dropEnded();
      dropAt = max(64, 2 * spawned.length);
    }
    spawned.push(changetype<PromiseBase>(task));
    setUnfinishedReport(pendingTasks);
  }
  return changetype<Task<T>>(promise);
}

function dropEnded(): void {
  let kept = 0;
  for (let i = 0, n = spawned.length; i < n; i++) {
    const task = spawned[i];
    if (load<u8>(changetype<usize>(task), STATUS) == Status.PENDING) spawned[kept++] = task;
  }
  spawned.length = kept;
}

/**
 * A promise that is fulfilled once no background task is pending, those included that are spawned meanwhile. For the end
 * of `main`, where the program is not to leave them behind.
 */
export function joinTasks(): Promise<void> {
  dropEnded();
  if (!spawned.length) return Promise.__resolved();
  const pending = changetype<Promise<void>[]>(spawned.slice(0));
  return Promise.allSettled<void>(pending).then<Promise<void>>((_) => joinTasks());
}

/** Where each background task that has not ended waits. */
function pendingTasks(): string[] {
  dropEnded();
  const sites = new Array<string>(spawned.length);
  for (let i = 0, n = spawned.length; i < n; i++) sites[i] = siteOf(changetype<usize>(spawned[i]));
  return sites;
}

/** "function (file:line:column)" of the await at which a call is suspended, where the build has names. */
function siteOf(frame: usize): string {
  if (load<u8>(frame, FLAGS) & Flag.FRAME) {
    const site = load<usize>(load<usize>(frame, POINT), POINT_SITE);
    if (site) return changetype<string>(site);
  }
  return "(no name in this build)";
}
