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

/** A call of the guest: what JavaScript awaits. */
interface GuestCall {
  readonly type: ValueType;
  readonly signal: AbortSignal | undefined;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

export class Futures {
  readonly #instance: Instance;
  readonly #guestCalls = new Map<number, GuestCall>();
  /** Calls of the host, and what tells them that the guest has cancelled them. */
  readonly #hostCalls = new Map<number, AbortController>();

  constructor(instance: Instance) {
    this.#instance = instance;
    instance.onPause = () => this.#settle();
    instance.onEnd = (reason) => this.#end(reason);
  }

  /** How many calls are in flight: of the guest, and of the host. */
  get counts(): { guest: number; host: number } {
    return { guest: this.#guestCalls.size, host: this.#hostCalls.size };
  }

  /**
   * Awaits a call of the guest.
   * @param start makes the call, and returns the id of its future
   * @param signal cancels it: it is rejected with the signal's reason once the guest has left it
   */
  ofGuest(type: ValueType, signal: AbortSignal | undefined, start: () => number): Promise<unknown> {
    let id = 0;
    const promise = new Promise<unknown>((resolve, reject) => {
      signal?.throwIfAborted();
      this.#instance.enter(() => {
        id = checkId(start());
        this.#guestCalls.set(id, { type, signal, resolve, reject });
      });
    });
    if (!signal || !this.#guestCalls.has(id)) return promise;
    const cancel = () => this.#cancel(id);
    signal.addEventListener("abort", cancel, { once: true });
    return promise.finally(() => signal.removeEventListener("abort", cancel));
  }

  /**
   * Lets the guest await a call of the host.
   * @param start makes the call; the signal is aborted when the guest cancels it
   * @returns address of the guest's promise
   */
  ofHost(type: ValueType, what: string, start: (signal: AbortSignal) => unknown): number {
    const { guest } = this.#instance;
    const controller = new AbortController();
    const id = checkId(guest.create_future());
    this.#hostCalls.set(id, controller);
    const address = guest.promise_of(id);
    let result: unknown;
    try {
      result = start(controller.signal);
    } catch (error) {
      result = Promise.reject(error);
    }
    Promise.resolve(result).then(
      (value) => this.#fulfil(id, type, value, what),
      (error) => this.#reject(id, error),
    );
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

  #cancel(id: number): void {
    if (!this.#guestCalls.has(id)) return;
    this.#instance.enter(() => this.#instance.guest.cancel_future(id));
  }

  /** Passes on what has settled. */
  #settle(): void {
    const { guest } = this.#instance;
    for (let id = guest.next_settled?.(); id; id = guest.next_settled?.()) {
      const call = this.#guestCalls.get(id);
      if (call) this.#settleGuest(id, call);
      else this.#abortHost(id);
      guest.release_future(id);
    }
  }

  #settleGuest(id: number, { type, signal, resolve, reject }: GuestCall): void {
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
  }

  #abortHost(id: number): void {
    const controller = this.#hostCalls.get(id);
    this.#hostCalls.delete(id);
    controller?.abort(new DOMException("the guest has cancelled the call", "AbortError"));
  }

  #end(reason: unknown): boolean {
    const isTold = this.#guestCalls.size > 0;
    for (const { reject } of this.#guestCalls.values()) reject(reason);
    for (const controller of this.#hostCalls.values()) controller.abort(reason);
    this.#guestCalls.clear();
    this.#hostCalls.clear();
    return isTold;
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
