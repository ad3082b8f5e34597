// What has begun and not ended, in both directions: calls of the guest's async functions, and calls of the host's that the
// guest waits for. Each has an entry in the guest's future store (`assembly/abi/futures.ts`), and its id.

import type { ValueType } from "../../interface/description.js";
import { HostError } from "../host.js";
import { badValue } from "./guest.js";
import type { Instance } from "./instance.js";

/** States of an entry. */
const PENDING = 0;
const FULFILLED = 1;
const CANCELLED = 3;

/**
 * What a function of the host may return instead of a promise: the guest goes on within the very call of `resolve` or
 * `reject`, and not in a job of its own, which belongs to whoever has called the function where jobs belong to somebody.
 */
export class Deferred {
  #resolve = (_value: unknown) => {};
  #reject = (_error: unknown) => {};
  #isSettled = false;

  /** Is called once, before it settles. */
  onSettled(resolve: (value: unknown) => void, reject: (error: unknown) => void): void {
    this.#resolve = resolve;
    this.#reject = reject;
  }

  resolve(value: unknown): void {
    if (this.#settle()) this.#resolve(value);
  }

  reject(error: unknown): void {
    if (this.#settle()) this.#reject(error);
  }

  #settle(): boolean {
    const isFirst = !this.#isSettled;
    this.#isSettled = true;
    return isFirst;
  }
}

/** A call of the guest: what JavaScript awaits. */
interface GuestCall {
  /** Of its future; 0 until it has begun. */
  id: number;
  readonly type: ValueType;
  readonly signal: AbortSignal | undefined;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

/** What a function of the host gets behind its arguments, if the guest awaits it. */
export interface HostCallOptions {
  /** Aborted when the guest cancels the call, or ends. */
  readonly signal: AbortSignal;
}

/** A call of the host, as its last argument. The signal is made when it is looked at. */
class HostCall implements HostCallOptions {
  #controller: AbortController | undefined;
  #hasEnded = false;
  #reason: unknown;

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#hasEnded) this.#controller.abort(this.#reason);
    return this.#controller.signal;
  }

  static abort(call: HostCall, reason: unknown): void {
    call.#hasEnded = true;
    call.#reason = reason;
    call.#controller?.abort(reason);
  }
}

export class Futures {
  readonly #instance: Instance;
  readonly #guestCalls = new Map<number, GuestCall>();
  /** Calls that have not begun, or are suspended where they began. */
  readonly #starting = new Set<GuestCall>();
  /** Futures that have settled before their calls were known: what was not suspended is told a job later. */
  readonly #early = new Set<number>();
  readonly #hostCalls = new Map<number, HostCall>();

  constructor(instance: Instance) {
    this.#instance = instance;
    instance.onPause = () => this.#settle();
    instance.onEnd = (reason) => this.#end(reason);
  }

  /** How many calls are in flight: of the guest, and of the host. */
  get counts(): { guest: number; host: number } {
    return { guest: this.#guestCalls.size + this.#starting.size, host: this.#hostCalls.size };
  }

  /**
   * Awaits a call of the guest.
   * @param start makes the call, and gives the id of its future to `begun`
   * @param signal cancels it: it is rejected with the signal's reason once the guest has left it
   */
  ofGuest(
    type: ValueType,
    signal: AbortSignal | undefined,
    start: (begun: (id: number) => void, failed: (reason: unknown) => void) => void,
  ): Promise<unknown> {
    let cancel = () => {};
    const promise = new Promise<unknown>((resolve, reject) => {
      signal?.throwIfAborted();
      const call = { id: 0, type, signal, resolve, reject };
      cancel = () => this.#cancel(call);
      const failed = (reason: unknown) => {
        this.#starting.delete(call);
        reject(reason);
      };
      this.#starting.add(call);
      try {
        start((id) => this.#begun(call, id), failed);
      } catch (error) {
        failed(error);
      }
    });
    this.#instance.turns.attend(promise);
    if (!signal) return promise;
    signal.addEventListener("abort", cancel, { once: true });
    return promise.finally(() => signal.removeEventListener("abort", cancel));
  }

  #begun(call: GuestCall, id: number): void {
    this.#starting.delete(call);
    call.id = checkId(id);
    this.#guestCalls.set(id, call);
    if (this.#early.delete(id)) this.#settleGuest(call);
    else if (call.signal?.aborted) this.#cancel(call);
  }

  /**
   * Lets the guest await a call of the host.
   * @param start makes the call
   * @returns address of the guest's promise
   */
  ofHost(type: ValueType, what: string, start: (options: HostCallOptions) => unknown): number {
    const { guest } = this.#instance;
    const call = new HostCall();
    const id = checkId(guest.create_future());
    this.#hostCalls.set(id, call);
    const address = guest.promise_of(id);
    let result: unknown;
    try {
      result = start(call);
    } catch (error) {
      result = Promise.reject(error);
    }
    const fulfil = (value: unknown) => this.#fulfil(id, type, value, what);
    const reject = (error: unknown) => this.#reject(id, error);
    if (result instanceof Deferred) result.onSettled(fulfil, reject);
    else Promise.resolve(result).then(fulfil, reject);
    return address;
  }

  #fulfil(id: number, type: ValueType, value: unknown, what: string): void {
    const { guest, lowering } = this.#instance;
    this.#settleHost(id, () => {
      try {
        lowering.bits(type, value, what, (bits) => {
          if (typeof type === "string") guest.resolve_future(id, bits);
          else guest.resolve_future_reference(id, Number(bits));
        });
      } catch (error) {
        if (error instanceof WebAssembly.RuntimeError) throw error;
        lowering.error(error, (address) => guest.reject_future(id, address)); // it is no such value
      }
    });
  }

  #reject(id: number, reason: unknown): void {
    const { guest, lowering } = this.#instance;
    this.#settleHost(id, () => lowering.error(reason, (address) => guest.reject_future(id, address)));
  }

  /** What comes when the guest has cancelled the call, or has ended, goes to nobody. */
  #settleHost(id: number, settle: () => void): void {
    if (!this.#hostCalls.delete(id)) return;
    this.#instance.settle(() => {
      settle();
      this.#instance.guest.release_future(id);
    });
  }

  #cancel({ id }: GuestCall): void {
    if (!this.#guestCalls.has(id)) return;
    this.#instance.enter(() => this.#instance.guest.cancel_future(id));
  }

  /** Passes on what has settled. */
  #settle(): void {
    const { guest } = this.#instance;
    for (let id = guest.next_settled?.(); id; id = guest.next_settled?.()) {
      const call = this.#guestCalls.get(id);
      if (call) this.#settleGuest(call);
      else if (this.#hostCalls.has(id)) this.#abortHost(id);
      else this.#early.add(id);
    }
  }

  #settleGuest({ id, type, signal, resolve, reject }: GuestCall): void {
    const { guest, lifting } = this.#instance;
    this.#guestCalls.delete(id);
    const state = guest.is_future_ready(id),
      bits = guest.get_future_value(id);
    try {
      if (state === FULFILLED) resolve(lifting.bits(type, bits));
      else if (state === PENDING) throw badValue("a future that has not settled");
      else if (state === CANCELLED && signal?.aborted) reject(signal.reason);
      else reject(lifting.error(Number(BigInt.asUintN(32, bits))));
    } catch (error) {
      reject(error);
    }
    guest.release_future(id);
  }

  #abortHost(id: number): void {
    const call = this.#hostCalls.get(id);
    this.#hostCalls.delete(id);
    this.#instance.guest.release_future(id);
    if (call) HostCall.abort(call, new DOMException("the guest has cancelled the call", "AbortError"));
  }

  #end(reason: unknown): boolean {
    const calls = [...this.#starting, ...this.#guestCalls.values()];
    for (const { reject } of calls) reject(reason);
    for (const call of this.#hostCalls.values()) HostCall.abort(call, reason);
    this.#starting.clear();
    this.#guestCalls.clear();
    this.#hostCalls.clear();
    return calls.length > 0;
  }
}

function checkId(id: number): number {
  if (id > 0) return id;
  throw new HostError(
    "POLLEN_E_HOST_FAILED",
    "the module has no room for another call",
    "Await some of those in flight.",
  );
}
