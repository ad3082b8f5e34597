// A byte ring in shared memory between the two threads of the Node host: one thread fills it from standard input or from
// a connection, the guest's thread empties it.
//
//   control, Int32 each
//   0 HEAD     bytes ever written, modulo 2^32
//   1 TAIL     bytes ever read, modulo 2^32
//   2 STATE    OPEN, ENDED, or the errno that the input failed with
//   3 IDLE     1 while nobody fills the ring: not begun yet, or stopped because it was full
//
// Only the filler writes HEAD and STATE, only the drainer writes TAIL.

import type { Signal } from "./signal.js";

const HEAD = 0;
const TAIL = 1;
const STATE = 2;
const IDLE = 3;
const CONTROL_BYTES = 64;

const OPEN = 0;
const ENDED = -1;

/** @param size a power of two (HEAD and TAIL wrap) */
export function createRing(size: number): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(CONTROL_BYTES + size);
  new Int32Array(shared, 0, CONTROL_BYTES / 4)[IDLE] = 1;
  return shared;
}

abstract class Ring {
  protected readonly control: Int32Array;
  protected readonly data: Uint8Array;
  /** One read fills at most this much. */
  protected readonly chunk: number;
  /** Below this the filler stops, so that even its last read leaves a place for the next one. */
  protected readonly lowSpace: number;

  constructor(shared: SharedArrayBuffer) {
    this.control = new Int32Array(shared, 0, CONTROL_BYTES / 4);
    this.data = new Uint8Array(shared, CONTROL_BYTES);
    this.chunk = this.data.length / 4;
    this.lowSpace = 2 * this.chunk;
  }

  protected get used(): number {
    return (Atomics.load(this.control, HEAD) - Atomics.load(this.control, TAIL)) >>> 0;
  }

  /** Takes over the duty to restart the filling; false when it is being filled, or the other side took it first. */
  takeIdle(): boolean {
    return Atomics.exchange(this.control, IDLE, 0) === 1;
  }
}

/** The end of the thread that reads for the guest. */
export class RingFiller extends Ring {
  constructor(
    shared: SharedArrayBuffer,
    private readonly signal: Signal,
  ) {
    super(shared);
  }

  /** Where the next read goes: free bytes that lie together, at least one. It stays valid until `commit`. */
  space(): Uint8Array {
    const start = (Atomics.load(this.control, HEAD) >>> 0) % this.data.length;
    return this.data.subarray(start, Math.min(this.data.length, start + this.chunk));
  }

  get isLow(): boolean {
    return this.data.length - this.used < this.lowSpace;
  }

  /** Hands over `count` bytes that were put into `space()`. */
  commit(count: number): void {
    Atomics.add(this.control, HEAD, count);
    this.signal.notify();
  }

  /** Says that nobody fills the ring now. The caller asks `isLow` once more: the guest may have read meanwhile. */
  goIdle(): void {
    Atomics.store(this.control, IDLE, 1);
  }

  end(): void {
    Atomics.store(this.control, STATE, ENDED);
    this.signal.notify();
  }

  fail(errno: number): void {
    Atomics.store(this.control, STATE, errno);
    this.signal.notify();
  }
}

/** The guest's end. */
export class RingDrainer extends Ring {
  /** Bytes that are there. */
  get bytes(): number {
    return this.used;
  }

  /** True once no more bytes will come than those that are there now. */
  get isOver(): boolean {
    return Atomics.load(this.control, STATE) !== OPEN;
  }

  /** The errno that the input failed with. */
  get failure(): number | undefined {
    const state = Atomics.load(this.control, STATE);
    return state === OPEN || state === ENDED ? undefined : state;
  }

  /** True when so much is free that filling is worth waking the other thread for. */
  get hasRoom(): boolean {
    return this.data.length - this.used >= this.lowSpace;
  }

  /** Copies what is there to the buffers, and gives its place free unless it is only peeked at. */
  take(buffers: readonly Uint8Array[], peek = false): number {
    const available = this.used;
    let tail = Atomics.load(this.control, TAIL) >>> 0;
    let total = 0;
    for (const target of buffers) {
      const start = tail % this.data.length;
      const count = Math.min(target.length, available - total);
      const first = Math.min(count, this.data.length - start);
      target.set(this.data.subarray(start, start + first));
      if (count > first) target.set(this.data.subarray(0, count - first), first);
      tail += count;
      total += count;
    }
    if (!peek) Atomics.add(this.control, TAIL, total);
    return total;
  }
}
