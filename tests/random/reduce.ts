// Makes a failing program smaller: leaves out whole statements as long as it still fails.

/**
 * @param fails whether a candidate, which need not be a program at all, still fails
 * @param deadline when to stop, as of `Date.now()`
 */
export async function reduce(
  program: string,
  fails: (candidate: string) => Promise<boolean>,
  deadline: number,
): Promise<string> {
  let lines = program.split("\n");
  for (let changed = true; changed; ) {
    changed = false;
    for (let at = lines.length - 1; at >= 0; at--) {
      for (const candidate of without(lines, at)) {
        if (Date.now() > deadline) return lines.join("\n");
        if (!(await fails(candidate.join("\n")))) continue;
        lines = candidate;
        changed = true;
        break;
      }
    }
  }
  return lines.join("\n");
}

/** The lines without the statement that starts at a line; of a compound one also without its first and last line only. */
function without(lines: readonly string[], at: number): string[][] {
  const line = lines[at];
  if (line === undefined || /^\s*(\}.*)?$/.test(line)) return [];
  const indent = line.search(/\S/);
  let end = at + 1;
  if (line.endsWith("{")) {
    while (end < lines.length && !isEnd(lines[end] as string, indent)) end++;
    end++;
    return [remove(lines, at, end), [...lines.slice(0, at), ...lines.slice(at + 1, end - 1), ...lines.slice(end)]];
  }
  return [remove(lines, at, end)];
}

function remove(lines: readonly string[], from: number, to: number): string[] {
  return [...lines.slice(0, from), ...lines.slice(to)];
}

/** Whether a line closes what was opened at an indentation, for good. */
function isEnd(line: string, indent: number): boolean {
  return line.search(/\S/) === indent && line.trimStart().startsWith("}") && !line.endsWith("{");
}
