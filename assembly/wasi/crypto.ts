// The web's `crypto`, as far as AssemblyScript has it.
import { random_get } from "./preview1";
import { errnoText } from "./errno";

// @ts-ignore: decorator
@global export namespace pollen_crypto {
  /** Fills `array` with random bytes that are fit for cryptography. */
  export function getRandomValues(array: Uint8Array): void {
    const errno = random_get(array.dataStart, array.byteLength);
    if (errno) throw new Error("crypto.getRandomValues: " + errnoText(errno));
  }
}
