// A byte ring in shared memory between the two threads of the Node host: the main thread fills it from standard input,
// the guest's thread empties it and sleeps on it.
//
//   control, Int32 each
//   0 SIGNAL   counts up whenever the guest should look again; the guest sleeps on it
//   1 HEAD     bytes ever written, modulo 2^32
//   2 TAIL     bytes ever read, modulo 2^32
//   3 STATE    OPEN, ENDED, or the errno that the input failed with
//   4 IDLE     1 while nobody fills the ring: not begun yet, or stopped because it was full
//
// Only the filler writes HEAD and STATE, only the drainer writes TAIL.

const SIGNAL = 0;
const HEAD = 1;
const TAIL = 2;
const STATE = 3;
const IDLE = 4;
const CONTROL_BYTES = 64;

const OPEN = 0;
const ENDED = -1;

/** A power of two (HEAD and TAIL wrap); several times what a pipe holds, so that both threads stay busy. */
const RING_BYTES = 256 * 1024;
/** One read fills at most this much: all that a pipe holds. */
const CHUNK_BYTES = 64 * 1024;
/** Below this the filler stops, so that even its last read leaves a place for the next one. */
const LOW_SPACE = 2 * CHUNK_BYTES;

export function createRing(): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(CONTROL_BYTES + RING_BYTES);
  new Int32Array(shared, 0, CONTROL_BYTES / 4)[IDLE] = 1;
  return shared;
}

abstract class Ring {
  protected readonly control: Int32Array;
  protected readonly data: Uint8Array;

  constructor(shared: SharedArrayBuffer) {
    this.control = new Int32Array(shared, 0, CONTROL_BYTES / 4);
    this.data = new Uint8Array(shared, CONTROL_BYTES, RING_BYTES);
  }

  protected get used(): number {
    return (Atomics.load(this.control, HEAD) - Atomics.load(this.control, TAIL)) >>> 0;
  }

  /** Takes over the duty to restart the filling; false when it is being filled, or the other side took it first. */
  takeIdle(): boolean {
    return Atomics.exchange(this.control, IDLE, 0) === 1;
  }
}

/** The main thread's end. */
export class RingFiller extends Ring {
  /** Where the next read goes: free bytes that lie together, at least one. It stays valid until `commit`. */
  space(): Uint8Array {
    const start = (Atomics.load(this.control, HEAD) >>> 0) % RING_BYTES;
    return this.data.subarray(start, Math.min(RING_BYTES, start + CHUNK_BYTES));
  }

  get isLow(): boolean {
    return RING_BYTES - this.used < LOW_SPACE;
  }

  /** Hands over `count` bytes that were put into `space()`. */
  commit(count: number): void {
    Atomics.add(this.control, HEAD, count);
    this.#notify();
  }

  /** Says that nobody fills the ring now. The caller asks `isLow` once more: the guest may have read meanwhile. */
  goIdle(): void {
    Atomics.store(this.control, IDLE, 1);
  }

  end(): void {
    Atomics.store(this.control, STATE, ENDED);
    this.#notify();
  }

  fail(errno: number): void {
    Atomics.store(this.control, STATE, errno);
    this.#notify();
  }

  #notify(): void {
    Atomics.add(this.control, SIGNAL, 1);
    Atomics.notify(this.control, SIGNAL);
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
    return RING_BYTES - this.used >= LOW_SPACE;
  }

  take(target: Uint8Array): number {
    const tail = Atomics.load(this.control, TAIL) >>> 0;
    const start = tail % RING_BYTES;
    const count = Math.min(target.length, this.used);
    const first = Math.min(count, RING_BYTES - start);
    target.set(this.data.subarray(start, start + first));
    if (count > first) target.set(this.data.subarray(0, count - first), first);
    Atomics.add(this.control, TAIL, count);
    return count;
  }

  token(): number {
    return Atomics.load(this.control, SIGNAL);
  }

  wait(token: number, timeoutMs: number): void {
    Atomics.wait(this.control, SIGNAL, token, timeoutMs);
  }
}
