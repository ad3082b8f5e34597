// random_get.

import type { Context, Functions } from "./context.js";
import { fail } from "./errno.js";

/** Web Crypto fills at most this many bytes a call. */
const CHUNK = 65536;

export function randomFunctions({ memory, limits }: Context): Functions {
  return {
    random_get(address: number, length: number) {
      const target = memory.bytes(address, length);
      if (length > limits.randomBytes) fail("INVAL");
      for (let i = 0; i < length; i += CHUNK) {
        const chunk = target.subarray(i, Math.min(i + CHUNK, length));
        crypto.getRandomValues(chunk as Uint8Array<ArrayBuffer>);
      }
    },
  };
}
