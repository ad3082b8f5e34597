// Where other hosts answer otherwise than ours, one by one, in wasmtime.txt, wasmer.txt and wazero.txt beside this file:
//
//   # What was decided, and why, about all lines up to the next such line.
//   group | call => our answer | their answer
//
// Every difference that the suite finds must be there, and every line there must be found.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { OtherHost } from "./hosts.js";

export interface Difference {
  /** `group | call => our answer | their answer`. */
  line: string;
  decision: string;
}

/** @throws for a line without a decision */
export function differencesOf(host: OtherHost): Difference[] {
  const listed: Difference[] = [];
  let decision = "";
  for (const line of readFileSync(join(import.meta.dirname, `${host}.txt`), "utf8").split("\n")) {
    if (line.startsWith("# ")) decision = line.slice(2);
    else if (line === "") decision = "";
    else if (decision === "") throw new Error(`${host}.txt: no decision about ${line}`);
    else listed.push({ line, decision });
  }
  return listed;
}

/** Calls that would stop the other host for good, or for seconds. */
const leftOut: Record<OtherHost, { calls: readonly string[]; reason: string }> = {
  wasmtime: { calls: [], reason: "" },
  wasmer: {
    calls: [
      ...["poll_oneoff sub:mono+0 *32 1 *4", "poll_oneoff sub:mono+0,mono+0 *64 2 *4"],
      ...["poll_oneoff sub:real@1000000 *32 1 *4", "poll_oneoff sub:flags:2 *32 1 *4", "poll_oneoff ~48 -1 1 ~4"],
    ],
    reason: "wasmer does not return from a poll for a time that is over",
  },
  wazero: {
    calls: ["fd_read 1 iov:4 *4", "poll_oneoff sub:write:2 *32 1 *4"],
    reason: "wazero reads from standard output, and waits for an output to be ready, for ever",
  },
};

export function isLeftOut(host: OtherHost, call: string): boolean {
  return leftOut[host].calls.includes(call);
}

/** What may differ without being a difference: numbers that a host gives as it likes. */
const ownNumbers: Record<OtherHost, [RegExp, string][]> = {
  wasmtime: [],
  // Both number what they open, and tell rights, in ways of their own; wasmer names the program by its path.
  wasmer: [
    [/^(path_open 0) .*/, "$1"],
    [/^(fd_fdstat_get 0 .{8}).*/, "$1"],
    [/^(args_\w+ 0) .*/, "$1"],
    [/^(clock_time_get 0) .*/, "$1"],
  ],
  wazero: [
    [/^(path_open 0) .*/, "$1"],
    [/^(fd_fdstat_get 0 .{8}).*/, "$1"],
    [/^(args_\w+ 0) .*/, "$1"],
  ],
};

/** The lines of the list that these answers make. */
export function compare(
  host: OtherHost,
  group: string,
  calls: readonly string[],
  ours: string[],
  theirs: string[],
): string[] {
  const comparable = (answer = "") =>
    ownNumbers[host].reduce((text, [numbers, rest]) => text.replace(numbers, rest), answer);
  return calls.flatMap((call, i) => {
    const [mine, other] = [comparable(ours[i]), comparable(theirs[i])];
    return mine === other ? [] : [`${group} | ${short(call)} => ${short(mine)} | ${short(other)}`];
  });
}

/** What is repeated often, once, with its number: `xyxy…` as `xy{300}`; a zero byte as `\0`. */
export function short(text: string): string {
  return text
    .replaceAll("\0", "\\0")
    .replace(/([a-z./]{1,2})\1{19,}/g, (all, part: string) => `${part}{${all.length / part.length}}`);
}
