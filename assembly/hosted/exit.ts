// How a module that imports nothing ends: it says so to whoever asks.

let code = -1;
let ended = false;

/** The program's exit code; -1 while it runs. */
export function exitCode(): i32 { return code; }

/** Whether the program was ended at once: nothing of it runs any more. */
export function hasEnded(): bool { return ended; }

/** `main` has ended. What else goes on goes on, and what the module exports may be called. */
export function setExitCode(value: i32): void { code = value; }

/** Ends the program. Traps: what has called it must not go on. */
export function endAtOnce(value: i32): void {
  code = value;
  ended = true;
  unreachable();
}
