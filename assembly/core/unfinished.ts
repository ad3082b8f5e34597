// What a program leaves behind at its end. Programs that never spawn hold none of the code that finds out.

/** Describes the pending tasks. Set by the first `spawn`. */
let describe: ((whatFor: TaskReport) => string[]) | null = null;

/** What tasks are described for. */
export const enum TaskReport {
  /** `main` has ended: those that it cuts short. */
  END,
  /** Nothing can wake any of them. */
  DEADLOCK,
}

/** Sets what `describeTasks` asks. */
export function setTaskReport(report: (whatFor: TaskReport) => string[]): void { describe = report; }

/** A text for each pending task; null in a program without tasks. */
export function describeTasks(whatFor: TaskReport): string[] | null {
  const report = describe;
  return report !== null ? report(whatFor) : null;
}
