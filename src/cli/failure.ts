// How errors reach the user: what happened, where, what to do; and with which exit code.

import type { Writable } from "node:stream";
import { colorsFor } from "./colors.js";

/** A command that could not do what it was asked to. */
export class CliError extends Error {
  override readonly name = "CliError";

  constructor(
    readonly code: CliErrorCode,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

export type CliErrorCode =
  | "POLLEN_E_OUTPUT"
  | "POLLEN_E_NEW"
  | "POLLEN_E_BENCH"
  | "POLLEN_E_NO_FILE"
  | "POLLEN_E_INVALID_WASM";

interface Explained extends Error {
  code: string;
  remedy: string;
  diagnostics?: string;
}

/** Exit code of a command line that Pollen does not understand. */
export const usageExit = 2;
/** Exit code of a command that failed. */
export const failureExit = 1;

/** Prints an error for a person to read; an error that nobody expected shows its stack. */
export function report(error: unknown, stderr: Writable): void {
  if (!isExplained(error)) {
    stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return;
  }
  if (error.diagnostics) stderr.write(`${error.diagnostics}\n`);
  const { red, dim } = colorsFor(stderr);
  stderr.write(`${red("error")} ${error.code}: ${error.message}\n  ${dim("remedy:")} ${error.remedy}\n`);
}

function isExplained(error: unknown): error is Explained {
  return error instanceof Error && "remedy" in error && "code" in error;
}
