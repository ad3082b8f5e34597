// One instance: calls go in and come out here, and it ends here.
//
//            close()                                   calls in flight, and later ones:
//   alive ─┬─────────▶ closed                          POLLEN_E_CLOSED, or the reason that was given
//          └─────────▶ dead    a trap, or an error      POLLEN_E_TRAP, with the trap as its cause
//                              that went through the guest's frames: its stack is not what it was

import type { Interface } from "../../interface/description.js";
import { HostError } from "../host.js";
import { promising } from "../jspi.js";
import type { GuestMemory, HostedExports } from "./guest.js";
import { Lifting } from "./lift.js";
import { type Held, Lowering } from "./lower.js";
import { GuestObjects } from "./objects.js";
import type { GuestOutput } from "./output.js";
import type { SuspendableStack } from "./suspendable-stack.js";
import { type MakeAlarm, Turns } from "./turns.js";

const CANNOT_SUSPEND =
  "a function of the host would suspend a call that cannot wait: call it in an async function of the guest";

/** What an error says. Newer engines have one of their own for calls that cannot be suspended. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === "SuspendError" ? CANNOT_SUSPEND : error.message;
}

export class Instance {
  readonly lifting: Lifting;
  readonly lowering: Lowering;
  readonly objects: GuestObjects;
  readonly turns: Turns;
  /** Called when a turn or a call is over, while nothing of the guest is on the stack. */
  onPause: (() => void) | undefined;
  /** Called once, with the reason, when it has ended; returns whether anybody was told. */
  onEnd: ((reason: unknown) => boolean) | undefined;
  /** How many calls of the guest are on the stack. */
  #depth = 0;
  #hasEnded = false;
  #reason: unknown;
  #isReported = false;
  /** Milliseconds between the two clocks, as of the last turn. */
  #sinceEpoch = Date.now() - performance.now();
  /** Whether a turn waits for the stack. */
  #turnWaits = false;
  readonly #tick: (...now: number[]) => number | Promise<number>;

  constructor(
    readonly guest: HostedExports,
    readonly memory: GuestMemory,
    private readonly output: GuestOutput,
    readonly description: Interface,
    makeAlarm: MakeAlarm,
    /** Where the guest may be suspended; undefined: it is not. */
    readonly stack: SuspendableStack | undefined,
  ) {
    this.#tick = this.startable(guest.tick);
    this.turns = new Turns(() => this.#turn(), makeAlarm);
    this.objects = new GuestObjects(memory);
    this.lifting = new Lifting(memory, description, this.objects);
    this.lowering = new Lowering(memory, description, this.objects);
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
    this.#beginCall();
    const result = this.run(call);
    this.turns.soon();
    return result;
  }

  /** An export as `start` calls it. */
  startable(exported: WebAssembly.ExportValue | undefined): (...raw: (number | bigint)[]) => number | Promise<number> {
    return this.stack ? promising<number>(exported) : (exported as () => number);
  }

  /**
   * Calls the guest on behalf of JavaScript, where it may be suspended.
   * @param call calls what `startable` has made
   * @param done gets its result
   */
  start(call: () => number | Promise<number>, done: (result: number) => void, failed: (reason: unknown) => void): void {
    if (!this.stack) {
      this.enter(() => done(this.invoke(call as () => number)));
      return;
    }
    this.check();
    this.stack.start(
      () => {
        this.#tellTime();
        return call() as Promise<number>;
      },
      (result) => {
        if (this.#hasEnded) return;
        this.run(() => done(result));
        this.turns.soon();
      },
      (error) => failed(this.#died(error)),
    );
  }

  /**
   * Suspends what runs until the host has its value.
   * @param lower makes the guest's of it
   */
  suspend(host: () => unknown, lower: (value: unknown) => Held): Promise<number | bigint> {
    if (!this.stack || this.#depth > 0) {
      throw new TypeError(CANNOT_SUSPEND);
    }
    let held: Held | undefined;
    this.#takeOutput();
    this.stack.suspend(() => held?.release());
    return Promise.resolve(host()).then((value) => {
      held = this.callHost(() => lower(value));
      return held.raw[0] as number | bigint;
    });
  }

  #beginCall(): void {
    this.check();
    if (this.#depth === 0) this.#tellTime();
  }

  #tellTime(): void {
    const now = performance.now();
    this.guest.set_time(now, now + this.#sinceEpoch);
  }

  /** Calls the guest. */
  run<R>(call: () => R): R {
    const isOnTop = this.#depth === 0 && this.stack?.isSuspended;
    if (isOnTop) this.guest.leave_context?.();
    this.#depth++;
    try {
      return call();
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) this.die(error); // of the runtime: no memory
      throw error;
    } finally {
      this.#depth--;
      if (isOnTop && !this.#hasEnded) this.guest.return_context?.();
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
    const code = this.guest.exit_code();
    const silent = code < 0 ? messageOf(cause) : `it has ended with the exit code ${code}`;
    const why = this.output.lastError.trim() || silent;
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

  #turn(): number | Promise<number> {
    this.#sinceEpoch = Date.now() - performance.now();
    if (this.stack) return this.#turnOn(this.stack);
    return this.#inJob(() => this.run(() => this.invoke(() => this.guest.tick(performance.now())))) ?? Infinity;
  }

  #turnOn(stack: SuspendableStack): number | Promise<number> {
    if (this.#hasEnded || this.#turnWaits) return Infinity;
    this.#turnWaits = stack.isSuspended;
    return new Promise((resolve, reject) => {
      const call = () => {
        this.#turnWaits = false;
        return this.#tick(performance.now()) as Promise<number>;
      };
      const failed = (error: unknown) => {
        const reason = this.#died(error);
        if (!this.#isReported) reject(reason);
      };
      stack.start(call, (ms) => resolve(this.#hasEnded ? Infinity : this.run(() => ms)), failed);
    });
  }

  /** Why it has ended, after an error that has come out of it. */
  #died(error: unknown): unknown {
    try {
      return this.die(error);
    } catch (reason) {
      return reason;
    }
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
    this.output.lastError = "";
    this.onPause?.();
  }

  #takeOutput(): void {
    this.output.take(this.memory, this.guest.take_output() >>> 0);
  }
}
