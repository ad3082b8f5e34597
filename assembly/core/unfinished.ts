// What a program leaves behind at its end. Programs that never spawn hold none of the code that finds out.

/** Tells where each background task that has not ended waits. Set by the first `spawn`. */
let report: (() => string[]) | null = null;

/** Sets what `unfinishedTasks` asks. */
export function setUnfinishedReport(tasks: () => string[]): void { report = tasks; }

/** Where each background task that has not ended waits. */
export function unfinishedTasks(): StaticArray<string> {
  const tasks = report;
  return tasks !== null ? StaticArray.fromArray<string>(tasks()) : new StaticArray<string>(0);
}
