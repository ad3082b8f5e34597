// A request that is being answered, and the only place where anything is done on its behalf.
//
// On edge platforms whatever is read, written or waited for belongs to the request in whose handler it began, and nothing but
// that request may touch it; when the request is over, it is gone. One instance of a guest serves many requests, and its turns
// run in the handler of whichever caused them. So what the guest asks for is handed to the request that it asks for, as a
// job, and that does it in its own handler:
//
//   guest ──job──▶ jobs ──▶ run()  reads, writes, fetches, calls functions of the host ──▶ Deferred ──▶ guest
//                              ▲
//                    wake(), or its timer: there is always one, so the platform does not take the request for hung

import { Deferred } from "../embed/futures.js";
import { Cancellation } from "./cancellation.js";

/** How long a request sleeps at most, in milliseconds. */
const HEARTBEAT_MS = 1000;
/** One that has not woken up for so long, in milliseconds, is gone: its client has left. */
const GONE_MS = 15_000;

export class LiveRequest<Environment> {
  /** Cancels what the guest does for it. */
  readonly cancellation = new Cancellation();
  /** What the platform is given. */
  readonly response: Promise<Response>;
  #resolve: (response: Response) => void = () => {};
  readonly #jobs: (() => void)[] = [];
  readonly #pending = new Set<Deferred>();
  #wake: (() => void) | undefined;
  #isOver = false;
  #seen = Date.now();

  constructor(
    readonly id: number,
    readonly request: Request,
    readonly environment: Environment,
  ) {
    this.response = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** Whether its handler has been ended without a word. */
  get isGone(): boolean {
    return Date.now() - this.#seen > GONE_MS;
  }

  /**
   * To be called in its handler: does its work, until `end`.
   * @param remaining milliseconds until it has to look at the guest's alarm; Infinity if another one does
   * @param look does so
   */
  async run(remaining: () => number, look: () => void): Promise<void> {
    while (!this.#isOver) {
      this.#work();
      await this.#sleep(Math.min(remaining(), HEARTBEAT_MS));
      this.#seen = Date.now();
      look();
    }
    this.#work();
  }

  /** Does something in the request's own handler. */
  post(job: () => void): void {
    this.#jobs.push(job);
    this.wake();
  }

  /** Does something there whose result the guest waits for. */
  perform(work: () => unknown): Deferred {
    const deferred = new Deferred();
    this.#pending.add(deferred);
    const settled = (settle: () => void) => {
      if (this.#pending.delete(deferred)) settle();
    };
    this.post(() => {
      promiseOf(work).then(
        (value) => settled(() => deferred.resolve(value)),
        (error) => settled(() => deferred.reject(error)),
      );
    });
    return deferred;
  }

  /** Lets it look what there is to do. */
  wake(): void {
    this.#wake?.();
  }

  /** The head of its response is there. */
  respond(response: Response): void {
    this.#resolve(response);
  }

  /** There is no response, unless there was one before. */
  fail(): void {
    this.respond(new Response("Internal Server Error\n", { status: 500 }));
  }

  /** Everything is done. */
  end(): void {
    this.#isOver = true;
    this.wake();
  }

  /** Nobody waits for it any more, and nothing of it can be done: the guest is told. */
  abandon(): void {
    const error = new DOMException("the request is gone", "AbortError");
    this.cancellation.abort(error);
    for (const deferred of [...this.#pending]) {
      this.#pending.delete(deferred);
      deferred.reject(error);
    }
  }

  #work(): void {
    for (const job of this.#jobs.splice(0)) {
      try {
        job();
      } catch {
        this.fail(); // the platform does not take the head of the response
      }
    }
  }

  async #sleep(ms: number): Promise<void> {
    if (this.#jobs.length > 0 || this.#isOver) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      timer = setTimeout(resolve, Math.ceil(ms));
    });
    this.#wake = undefined;
    clearTimeout(timer);
  }
}

async function promiseOf(work: () => unknown): Promise<unknown> {
  return work();
}
