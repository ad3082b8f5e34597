// What is said about tasks: at the end of the program, and where nothing can ever wake it.
import { afterOf, Context } from "../core/context";
import { contextOf, firstRoot } from "../core/context_tree";
import { STATUS, Status } from "../core/layout";
import { siteOf, stackOf } from "../core/stack";
import { setTaskReport, TaskReport } from "../core/unfinished";

/** Makes the program report on its tasks. */
export function reportTasks(): void { setTaskReport(describeTasks); }

/** The pending tasks, those before that others are in, in the order in which they were spawned. */
export function pendingTasks(): Context[] {
  const tasks = new Array<Context>();
  let at = contextOf(firstRoot());
  while (at !== null) {
    if (isPendingTask(at)) tasks.push(at);
    at = nextContext(at);
  }
  return tasks;
}

function isPendingTask(context: Context): bool {
  return context.isTask && load<u8>(changetype<usize>(context.task), STATUS) == Status.PENDING;
}

/** The next one in the tree, parents first. */
function nextContext(context: Context): Context | null {
  let next = context.firstChild;
  for (let at: Context | null = context; !next && at !== null; at = at.parent) next = afterOf(changetype<usize>(at));
  return contextOf(next);
}

function describeTasks(whatFor: TaskReport): string[] {
  const lines = new Array<string>(), tasks = pendingTasks();
  for (let i = 0; i < tasks.length; i++) {
    const context = tasks[i];
    if (whatFor == TaskReport.DEADLOCK) lines.push(titleOf(context) + stackOf(changetype<usize>(context.task)));
    else if (!context.isDetached) lines.push(describe(context));
  }
  return lines;
}

function titleOf(context: Context): string {
  return context.name.length ? 'Task "' + context.name + '" is waiting' : "A task is waiting";
}

/** `"name", function (file:line:column)`: where a task waits. */
export function describe(context: Context): string {
  const site = siteOf(changetype<usize>(context.task)), name = context.name;
  if (!name.length) return site.length ? site : "(no name in this build)";
  return '"' + name + '"' + (site.length ? ", " + site : "");
}
