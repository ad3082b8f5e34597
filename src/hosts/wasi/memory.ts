// The guest's memory, seen from the host. Everything that comes from the guest passes through here, and nothing outside
// of the guest's memory can be reached: a range that does not lie inside fails with EFAULT.

import { fail } from "./errno.js";

/** What goes beyond in one read or write is left for the next one, as on Linux. */
const MAX_TRANSFER = 0x7fff_f000;

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export class GuestMemory {
  #memory: WebAssembly.Memory;
  #view: DataView;
  #bytes: Uint8Array;
  /** The last buffer of a read or write alone: most guests use the same again and again. */
  #last: Uint8Array;

  /** @param maxBuffers of one read or write */
  constructor(
    memory: WebAssembly.Memory,
    private readonly maxBuffers: number,
  ) {
    this.#memory = memory;
    this.#view = new DataView(memory.buffer);
    this.#last = this.#bytes = new Uint8Array(memory.buffer);
  }

  /** The guest's memory is known only once it is instantiated, after the host. */
  bind(memory: WebAssembly.Memory): void {
    this.#memory = memory;
    this.#refresh();
  }

  /** Fails with EFAULT unless `length` bytes at `address` belong to the guest. Called before a call has any effect. */
  check(address: number, length: number): void {
    // Growing the memory detaches its views, which are then empty: then, and at the very end, it is looked at closely.
    if (address + length < this.#bytes.length) return;
    this.#refresh();
    if (address + length > this.#bytes.length) fail("FAULT");
  }

  u8(address: number): number {
    this.check(address, 1);
    return this.#view.getUint8(address);
  }

  u16(address: number): number {
    this.check(address, 2);
    return this.#view.getUint16(address, true);
  }

  u32(address: number): number {
    this.check(address, 4);
    return this.#view.getUint32(address, true);
  }

  u64(address: number): bigint {
    this.check(address, 8);
    return this.#view.getBigUint64(address, true);
  }

  setU8(address: number, value: number): void {
    this.check(address, 1);
    this.#view.setUint8(address, value);
  }

  setU16(address: number, value: number): void {
    this.check(address, 2);
    this.#view.setUint16(address, value, true);
  }

  setU32(address: number, value: number): void {
    this.check(address, 4);
    this.#view.setUint32(address, value, true);
  }

  setU64(address: number, value: bigint): void {
    this.check(address, 8);
    this.#view.setBigUint64(address, value, true);
  }

  /** The bytes themselves, not a copy. Valid until the guest runs again. */
  bytes(address: number, length: number): Uint8Array {
    this.check(address, length);
    return new Uint8Array(this.#bytes.buffer, address, length);
  }

  /** A string, which must be UTF-8 (else EILSEQ). */
  string(address: number, length: number): string {
    try {
      return decoder.decode(this.bytes(address, length));
    } catch (error) {
      if (error instanceof TypeError) fail("ILSEQ");
      throw error;
    }
  }

  /** The non-empty buffers of an iovec array, as views: I/O goes straight into and out of the guest's memory. */
  buffers(address: number, count: number): Uint8Array[] {
    if (count === 1) return this.#buffer(address);
    this.check(address, count * 8);
    const buffers: Uint8Array[] = [];
    let total = 0;
    for (let i = 0; i < count && i < this.maxBuffers && total < MAX_TRANSFER; i++) {
      const start = this.u32(address + i * 8);
      const length = this.u32(address + i * 8 + 4);
      this.check(start, length);
      if (length === 0) continue;
      const taken = Math.min(length, MAX_TRANSFER - total);
      buffers.push(this.bytes(start, taken));
      total += taken;
    }
    if (total === 0 && count > this.maxBuffers) fail("INVAL"); // 0 bytes would be the end of the file
    return buffers;
  }

  /** The same of an array of one. */
  #buffer(address: number): Uint8Array[] {
    this.check(address, 8);
    const start = this.#view.getUint32(address, true);
    const length = this.#view.getUint32(address + 4, true);
    this.check(start, length);
    if (length === 0) return [];
    if (this.#last.byteOffset !== start || this.#last.length !== length) {
      this.#last = this.bytes(start, Math.min(length, MAX_TRANSFER));
    }
    return [this.#last];
  }

  #refresh(): void {
    if (this.#bytes.buffer === this.#memory.buffer) return;
    this.#view = new DataView(this.#memory.buffer);
    this.#last = this.#bytes = new Uint8Array(this.#memory.buffer);
  }
}

/** The buffers without their first `count` bytes. */
export function without(buffers: Uint8Array[], count: number): Uint8Array[] {
  let skipped = 0;
  for (const [i, buffer] of buffers.entries()) {
    if (skipped + buffer.length > count) return [buffer.subarray(count - skipped), ...buffers.slice(i + 1)];
    skipped += buffer.length;
  }
  return [];
}
