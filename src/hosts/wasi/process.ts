// proc_exit, proc_raise, sched_yield.

import type { Functions } from "./context.js";
import { fail } from "./errno.js";

/** Unwinds the guest after `proc_exit`. Not an `Error`: it is no failure, and needs no stack trace. */
export class ProcessExit {
  constructor(readonly code: number) {}
}

/** What the guest passed to `proc_exit`, 0 when it ended without; whatever else ends it comes out. */
export async function exitCode(ended: Promise<unknown>): Promise<number> {
  try {
    await ended;
    return 0;
  } catch (error) {
    if (error instanceof ProcessExit) return error.code;
    throw error;
  }
}

export function processFunctions(): Functions {
  return {
    proc_exit(code: number) {
      throw new ProcessExit(code);
    },
    proc_raise() {
      fail("NOTSUP");
    },
    sched_yield() {},
  };
}
