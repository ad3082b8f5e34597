// One instance: calls go in and come out here, and it ends here.
//
//            close()                                   calls in flight, and later ones:
//   alive ─┬─────────▶ closed                          POLLEN_E_CLOSED, or the reason that was given
//          └─────────▶ dead    a trap, or an error      POLLEN_E_TRAP, with the trap as its cause
//                              that went through the guest's frames: its stack is not what it was

import type { Interface } from "../../interface/description.js";
import { HostError } from "../host.js";
import type { GuestMemory, HostedExports } from "./guest.js";
import { Lifting } from "./lift.js";
import { Lowering } from "./lower.js";
import type { GuestOutput } from "./output.js";
import { Turns } from "./turns.js";

export class Instance {
  readonly lifting: Lifting;
  readonly lowering: Lowering;
  readonly turns = new Turns(() => this.#turn());
  /** Called when a turn or a call is over, while nothing of the guest is on the stack. */
  onPause: (() => void) | undefined;
  /** Called once, with the reason, when it has ended; returns whether anybody was told. */
  onEnd: ((reason: unknown) => boolean) | undefined;
  /** How many calls of the guest are on the stack. */
  #depth = 0;
  #hasEnded = false;
  #reason: unknown;
  #isReported = false;

  constructor(
    readonly guest: HostedExports,
    readonly memory: GuestMemory,
    private readonly output: GuestOutput,
    readonly description: Interface,
  ) {
    this.lifting = new Lifting(memory, description);
    this.lowering = new Lowering(memory, description);
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Throws why it has ended, if it has. */
  check(): void {
    if (this.#hasEnded) throw this.#reason;
  }

  /** Calls the guest, on behalf of JavaScript: what becomes ready gets its turn in a job. */
  enter<R>(call: () => R): R {
    this.check();
    if (this.#depth === 0) this.guest.set_time(performance.now(), Date.now());
    const result = this.run(call);
    this.turns.soon();
    return result;
  }

  /** Calls the guest. */
  run<R>(call: () => R): R {
    this.#depth++;
    try {
      return call();
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) this.die(error); // of the runtime: no memory
      throw error;
    } finally {
      this.#depth--;
      if (this.#depth === 0) this.#pause();
    }
  }

  /** Gives the guest what it has waited for. What that continues follows at once, in the very job that brought it. */
  settle(call: () => void): void {
    this.#inJob(() => this.run(call));
    if (this.#depth === 0) this.turns.now();
  }

  /** Calls a function of the guest: nothing is to come out of it but its result. */
  invoke<R>(call: () => R): R {
    try {
      return call();
    } catch (error) {
      return this.die(error);
    }
  }

  /** Calls the host for the guest: its frames are below, and nothing is to go through them. */
  callHost<R>(call: () => R): R {
    const result = this.invoke(call);
    this.check(); // the host may have closed the service, or called what trapped
    return result;
  }

  /** Something went through the guest's frames that nothing in it could catch. */
  die(cause: unknown): never {
    this.check(); // it has gone through more frames than one
    this.#takeOutput();
    const why = this.output.lastError.trim() || (cause instanceof Error ? cause.message : String(cause));
    const error = new HostError(
      "POLLEN_E_TRAP",
      `the module has trapped: ${why}`,
      "Load it anew; correct the program.",
    );
    error.cause = cause;
    this.memory.isDead = true;
    this.end(error);
    throw error;
  }

  /** Ends it: nothing is called any more. */
  end(reason: unknown): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#reason = reason;
    this.turns.stop();
    this.output.end();
    this.#isReported = this.onEnd?.(reason) ?? false;
  }

  #turn(): number {
    return this.#inJob(() => this.run(() => this.invoke(() => this.guest.tick(performance.now())))) ?? Infinity;
  }

  /** Calls the guest where no caller waits: what it ends with is an uncaught error if no call in flight was told. */
  #inJob<R>(call: () => R): R | undefined {
    if (this.#hasEnded) return undefined;
    try {
      return call();
    } catch (error) {
      if (!this.#isReported) throw error;
      return undefined;
    }
  }

  #pause(): void {
    if (this.#hasEnded) return;
    this.#takeOutput();
    this.onPause?.();
  }

  #takeOutput(): void {
    this.output.take(this.memory, this.guest.take_output() >>> 0);
  }
}
