// How a call fails: by throwing, so that every function of the host reads as if it succeeded.

import { Errno } from "./abi.js";

/** Ends a call with an errno. Not an `Error`: it is control flow, and a stack trace would cost more than the call. */
export class WasiError {
  constructor(readonly errno: number) {}
}

export function fail(errno: keyof typeof Errno): never {
  throw new WasiError(Errno[errno]);
}

/** The errno that stands for an error of `node:fs`, or undefined when it is not one. */
export function errnoOf(error: unknown): number | undefined {
  if (error instanceof WasiError) return error.errno;
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  if (error.code === "EOPNOTSUPP" || error.code === "ENOSYS") return Errno.NOTSUP;
  if (error.code.startsWith("ERR_")) return Errno.INVAL; // Node refused an argument before asking the system
  if (!("syscall" in error)) return undefined;
  return Errno[error.code.slice(1) as keyof typeof Errno] ?? Errno.IO;
}
