// The errnos that each function can answer, in errnos.txt beside this file:
//
//   function
//     ERRNO  group | call      a call of the suite that our host answers so
//     ERRNO  never: reason     wasmtime's source has it, or ours for another interface, and no call of ours reaches it
//
// Besides these, a function passes on whatever the file system or the socket under it fails with: injected.test.ts.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Errno } from "../../../src/hosts/wasi/abi.js";

interface Row {
  function: string;
  errno: number;
  /** Undefined: never. */
  group: string | undefined;
  call: string;
}

export function errnoTable(): Row[] {
  const rows: Row[] = [];
  let current = "";
  for (const line of readFileSync(join(import.meta.dirname, "errnos.txt"), "utf8").split("\n")) {
    const [, name = "", never, group, call = ""] =
      /^ {2}([A-Z0-9]+) +(?:(never: .+)|([^|]+) \| (.+))$/.exec(line) ?? [];
    if (/^[a-z_]+$/.test(line)) current = line;
    else if (name in Errno) {
      rows.push({
        function: current,
        errno: Errno[name as keyof typeof Errno],
        group: never ? undefined : group,
        call,
      });
    } else if (line !== "" && current !== "proc_exit") throw new Error(`errnos.txt: ${line}`);
  }
  return rows;
}

/** `function errno`, as the probe prints it; undefined where the answer says neither. */
export function pairOf(answer: string): string | undefined {
  return /[a-z]+_[a-z_]+ \d+/.exec(answer)?.[0];
}

/** Every pair that our host answers in the suite. */
export function reachable(): Set<string> {
  return new Set(errnoTable().flatMap((row) => (row.group === undefined ? [] : [`${row.function} ${row.errno}`])));
}
