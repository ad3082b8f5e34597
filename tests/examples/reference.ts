// The access-log example once more, in the plainest way: whole input in memory, a regular expression, Maps and sorting.
// Shares nothing with the example but the format of the log and of the report.

export interface Line {
  second: number;
  status: number;
  size: bigint;
  millis: bigint;
  path: string;
}

const FORMAT = new RegExp(
  [
    /^[^ ]+ [^ ]+ (?:(?! \[).)+/, // address, ident, user
    /\[(\d\d)\/(\w{3})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)\]/,
    /"((?:[^"\\]|\\.)*)"/, // request
    /([1-5]\d\d) (\d{1,15})/, // status and size
    /"(?:[^"\\]|\\.)*" "(?:[^"\\]|\\.)*"/, // referer and agent
    /(\d{1,10})\.(\d{3})$/,
  ]
    .map((part) => part.source)
    .join(" "),
);
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The line's record, or undefined if it is not in the format. */
export function parseLine(bytes: Uint8Array): Line | undefined {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(text)) return undefined;
  const fields = FORMAT.exec(text)?.slice(1);
  if (!fields) return undefined;
  const [day, month, year, hour, minute, second, sign, zoneHours, zoneMinutes, request, status, size, whole, fraction] =
    fields as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];

  const monthIndex = MONTHS.indexOf(month);
  const date = new Date(Date.UTC(+year, monthIndex, +day));
  if (monthIndex < 0 || +year < 1970 || date.getUTCMonth() !== monthIndex || date.getUTCDate() !== +day)
    return undefined;
  if (+hour > 23 || +minute > 59 || +second > 60 || +zoneHours > 14 || +zoneMinutes > 59) return undefined;
  if (+whole > 1e9) return undefined;
  const offset = (+zoneHours * 60 + +zoneMinutes) * 60 * (sign === "+" ? 1 : -1);
  const words = request.split(" ");
  return {
    second: date.getTime() / 1000 + +hour * 3600 + +minute * 60 + +second - offset,
    status: +status,
    size: BigInt(size),
    millis: BigInt(whole) * 1000n + BigInt(fraction),
    path: words.length === 3 ? (words[1] as string).replace(/\?.*/s, "") : request,
  };
}

/** The lines of an input as a list, without their newlines. */
export function splitLines(bytes: Uint8Array): Buffer[] {
  const lines: Buffer[] = [];
  const all = Buffer.from(bytes);
  for (let start = 0; start < all.length; ) {
    const newline = all.indexOf(10, start);
    const end = newline < 0 ? all.length : newline;
    lines.push(all.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

/** One line of the report for each window. */
export function windows(lines: Line[]): string {
  const groups = groupBy(lines, (line) => line.second);
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([second, group]) => {
      const time = new Date(second * 1000).toISOString().slice(0, 19);
      const slowest = slowestPaths(group, 3).map(([path, millis]) => ` ${seconds(millis)} ${path}`);
      const statuses = statusCounts(group).map(([status, count]) => ` ${status}:${count}`);
      const requests = String(group.length).padStart(7);
      const size = String(totalSize(group)).padStart(10);
      return `${time}Z ${requests} requests ${size} bytes |${statuses.join("")} |${slowest.join("")}\n`;
    })
    .join("");
}

/** The summary at the end of the report. */
export function summary(lines: Line[], rejected = "0", late = 0): string {
  const count = new Set(lines.map((line) => line.second)).size;
  const statuses = statusCounts(lines).map(([status, count]) => `  ${status} ${count}\n`);
  const slowest = slowestPaths(lines, 10).map(([path, millis]) => `  ${seconds(millis)} ${path}\n`);
  return [
    `\nwindows  ${count}\nrequests ${lines.length}\nbytes    ${totalSize(lines)}\nlate     ${late}\nrejected ${rejected}\n`,
    ...(lines.length > 0 ? ["status\n", ...statuses, "slowest\n", ...slowest] : []),
  ].join("");
}

function groupBy(lines: Line[], key: (line: Line) => number): Map<number, Line[]> {
  const groups = new Map<number, Line[]>();
  for (const line of lines) {
    const group = groups.get(key(line));
    if (group) group.push(line);
    else groups.set(key(line), [line]);
  }
  return groups;
}

function totalSize(lines: Line[]): bigint {
  return lines.reduce((sum, line) => sum + line.size, 0n);
}

function statusCounts(lines: Line[]): [status: number, count: number][] {
  const groups = groupBy(lines, (line) => line.status);
  return [...groups].map(([status, group]): [number, number] => [status, group.length]).sort(([a], [b]) => a - b);
}

function slowestPaths(lines: Line[], limit: number): [path: string, millis: bigint][] {
  const longest = new Map<string, bigint>();
  for (const { path, millis } of lines) {
    if (millis > (longest.get(path) ?? -1n)) longest.set(path, millis);
  }
  return [...longest]
    .sort(([a, x], [b, y]) => (x === y ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : x > y ? -1 : 1))
    .slice(0, limit);
}

function seconds(millis: bigint): string {
  return `${millis / 1000n}.${String(millis % 1000n).padStart(3, "0")}s`;
}
