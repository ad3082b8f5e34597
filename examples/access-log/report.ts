import { Fault, FAULTS } from "./parse";
import { Slowest, Stats } from "./stats";
import { Window } from "./window";

/** The totals of a run. */
export class Totals {
  windows: i64 = 0;
  /** Lines that came after their window had closed: in the totals, in no window. */
  late: i64 = 0;
  /** Rejected lines by `Fault`. */
  readonly rejected: StaticArray<i64> = new StaticArray<i64>(FAULTS);

  constructor(readonly stats: Stats) {}
}

/** One line for a closed window. */
export function windowLine(window: Window): string {
  const stats = window.stats;
  const ranking = stats.slowest.ranking;
  let line = `${formatSecond(window.second)} ${stats.requests.toString().padStart(7)} requests`;
  line += ` ${stats.size.toString().padStart(10)} bytes |${statusCounts(stats, " ", ":")} |`;
  for (let i = 0; i < ranking.length; i++) {
    line += ` ${formatMillis(ranking[i].millis)} ${pathText(stats.slowest, i)}`;
  }
  return line + "\n";
}

/** The block of lines at the end. */
export function summary(totals: Totals): string {
  const stats = totals.stats;
  const ranking = stats.slowest.ranking;
  let text = "\n";
  text += `windows  ${totals.windows}\n`;
  text += `requests ${stats.requests}\n`;
  text += `bytes    ${stats.size}\n`;
  text += `late     ${totals.late}\n`;
  text += `rejected ${rejectedLines(totals)}\n`;
  if (stats.requests > 0) text += `status${statusCounts(stats, "\n  ", " ")}\nslowest\n`;
  for (let i = 0; i < ranking.length; i++) {
    text += `  ${formatMillis(ranking[i].millis)} ${pathText(stats.slowest, i)}\n`;
  }
  return text;
}

/** `3 (text 1, time 2)` */
function rejectedLines(totals: Totals): string {
  let lines: i64 = 0;
  let reasons = "";
  for (let fault = 1; fault < FAULTS; fault++) {
    const count = totals.rejected[fault];
    if (count == 0) continue;
    lines += count;
    reasons += `${reasons.length ? ", " : ""}${faultName(fault)} ${count}`;
  }
  return lines > 0 ? `${lines} (${reasons})` : "0";
}

function faultName(fault: Fault): string {
  switch (fault) {
    case Fault.Length: return "length";
    case Fault.Text: return "text";
    case Fault.Client: return "client";
    case Fault.Time: return "time";
    case Fault.Request: return "request";
    case Fault.Status: return "status";
    case Fault.Size: return "size";
    case Fault.Agent: return "agent";
    default: return "duration";
  }
}

/** The statuses that occurred, lowest first: `before` each, `between` the status and its count. */
function statusCounts(stats: Stats, before: string, between: string): string {
  let text = "";
  for (let i = 0; i < stats.statuses.length; i++) {
    const count = stats.statuses[i];
    if (count > 0) text += before + (100 + i).toString() + between + count.toString();
  }
  return text;
}

function pathText(slowest: Slowest, rank: i32): string {
  const path = slowest.ranking[rank].path;
  return String.UTF8.decodeUnsafe(path.dataStart, path.length);
}

function formatSecond(second: i64): string {
  return new Date(second * 1000).toISOString().replace(".000", "");
}

/** `0.803s` */
function formatMillis(millis: i64): string {
  return `${millis / 1000}.${(millis % 1000).toString().padStart(3, "0")}s`;
}
