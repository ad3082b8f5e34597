// proc_exit, proc_raise, sched_yield.

import type { Functions } from "./context.js";
import { fail } from "./errno.js";

/** Unwinds the guest after `proc_exit`. Not an `Error`: it is no failure, and needs no stack trace. */
export class ProcessExit {
  constructor(readonly code: number) {}
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
