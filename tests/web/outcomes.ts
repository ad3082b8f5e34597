// What the scenarios come to.

import { expect } from "vitest";
import { expected as report } from "../examples/fixture.js";
import { NEVER_IDLE } from "./scenarios.js";

/** How a guest waits: driven turn by turn, suspended by JSPI, or blocking its thread. */
export type Way = "tick" | "suspend" | "block";

const ticks = {
  code: 0,
  fast: ["fast 1", "fast 2", "fast 3"],
  slow: ["slow 1", "slow 2"],
  last: ["5 ticks", ""],
  err: "",
};

/** The outcome of each scenario, by name. */
export function expectedOutcomes(way: Way): Record<string, unknown> {
  return {
    ticks,
    "access-log": { code: 0, out: report, err: "" },
    "access-log, from a stream": { code: 0, out: report, err: "" },
    "access-log, a file in memory": { code: 0, out: report, err: "" },
    "what the program is told": { code: 0, out: "told environment ä  | ä  | value\n", err: "" },
    "timers are never early": { code: 0, out: "0 too early\n", err: "" },
    "exit code": { code: 42, out: "", err: "" },
    "an error": { code: 1, says: "Uncaught Error: thrown" },
    "a program that cannot go on": {
      code: 1,
      out: "",
      err: expect.stringMatching(/^Deadlock: main is still waiting, and nothing is left that could wake it\n/),
    },
    "both outputs into one stream": { code: 0, text: "out\nerr\n" },
    "input from an iterable": { code: 0, out: "AB\nÄ\n", err: "" },
    "input that fails": { code: 1, says: expect.stringContaining("EIO") },
    "a trap": true,
    "an output that throws": "no room",
    "a wait inside a turn": way === "tick" ? "POLLEN_E_CANNOT_WAIT" : { code: 0, out: "", err: "" },
    ...(way !== "block" && {
      [NEVER_IDLE]: { ended: "AbortError", out: "A\nB\n" },
      "the signal ends a program that sleeps": "enough",
      "the signal ends a program whose output nobody takes": "enough",
      "two programs at once": [ticks, ticks],
      "a program waits for an output that is slow": { code: 0, taken: 64 << 16, ahead: "a little" },
    }),
  };
}
