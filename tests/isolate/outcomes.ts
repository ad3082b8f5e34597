// What the scenarios of wasi-fixtures/isolate/isolates.ts print, wherever they run.

const failed = "the isolate has failed:";
const boom = `IsolateError 1: ${failed} RangeError: boom`;
const background = `IsolateError 1: ${failed} Error: in the background`;
const exited = "IsolateError 7: the isolate has ended with exit code 7 (POLLEN_E_ISOLATE)";

/** @param trapped what is said first of an isolate that has trapped */
export function outcomes(trapped: string): Record<string, string[]> {
  const trap = `IsolateError 134: ${failed} ${trapped}`;
  return {
    values: [
      "1 ä\ufffd\0 true 255 -9223372036854775808 -0.5 [98,99] 7 [1.5,NaN] [x,null] (2  false 0 0 0.0 [] 0 [] [] -)",
      "equal: true, a copy: true, 55296",
      "one other,",
      "3.0 0",
    ],
    sizes: ["0: 0", "1: 1", "101: 101", "10101: 10101", "1010101: 1010101"],
    together: ["started started", "stopped stopped"],
    "back-pressure": ["bounded: true", "bounded: true", "1000"],
    crashes: [
      ...["1", boom, "names its function: true", boom, boom],
      ...["1", background, background, background],
      ...["1", trap, trap, trap],
      ...["1", exited, exited, exited],
    ],
    ends: [
      ...["started", "ChannelClosedError", "ChannelClosedError"],
      ...["started", "the scope has ended", "in time: false"],
    ],
    limits: [
      "a message is nested too deeply, or refers to itself (POLLEN_E_ISOLATE)",
      "a message holds an object of a class derived from Everything, where that is declared (POLLEN_E_ISOLATE)",
      "a message is longer than 16 MiB (POLLEN_E_ISOLATE)",
      "32: no more isolates may be started: let one end, or raise the host's limit 'isolates' (POLLEN_E_ISOLATE)",
    ],
    nested: ["at 2", "at 1", "at 0", "2 1 bottom"],
  };
}

/** What a host says that has no threads. */
export const refusal =
  "IsolateError: this host has no threads for isolates: run the program with `pollen run`, or in a browser (POLLEN_E_ISOLATE)\n";
