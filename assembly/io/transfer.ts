// Whole streams.
import { decodeBytes } from "../wasi/utf8";
import { AsyncFd } from "./async_fd";

// @ts-ignore: decorator
@inline const CAPACITY: i32 = 64 * 1024;

/** Reads up to the end. Rejected with an `IOError`. */
export async function readAll(from: AsyncFd): Promise<Uint8Array> {
  let bytes = new Uint8Array(CAPACITY), length = 0, count = 0;
  while ((count = await from.read(bytes.subarray(length)))) {
    length += count;
    if (length < bytes.length) continue;
    const larger = new Uint8Array(bytes.length * 2);
    larger.set(bytes);
    bytes = larger;
  }
  return bytes.slice(0, length);
}

/** Reads up to the end, as text; what is not UTF-8 is replaced by U+FFFD. Rejected with an `IOError`. */
export async function readAllText(from: AsyncFd): Promise<string> {
  const bytes = await readAll(from);
  return decodeBytes(bytes.dataStart, bytes.length);
}

/** Writes to `to` what it reads from `from`, up to the end. Returns the number of bytes. Rejected with an `IOError`. */
export async function copy(from: AsyncFd, to: AsyncFd): Promise<i64> {
  const buffer = new Uint8Array(CAPACITY);
  let total: i64 = 0, count = 0;
  while ((count = await from.read(buffer))) {
    await to.write(buffer.subarray(0, count));
    total += count;
  }
  return total;
}
