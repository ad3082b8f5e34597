import { Promise } from "../core/promise";
import { Mutex } from "./mutex";

/**
 * A value that is made when it is first asked for, once.
 *
 * @example
 * const config = new Once<Config>(() => readConfig("app.json"));
 * const port = (await config.get()).port;
 */
export class Once<T> {
  private readonly mutex: Mutex = new Mutex();
  private made: Promise<T> | null = null;

  /** @param make makes the value. If it fails, or is cancelled, who asked gets the error, and the next one calls it again. */
  constructor(private readonly make: () => Promise<T>) {}

  /** Whether the value is there. */
  get isDone(): bool { return this.made !== null; }

  /** The value. Who asks while it is being made waits for it. Rejected as what makes it is. */
  async get(): Promise<T> {
    if (this.made === null) {
      await this.mutex.lock();
      try {
        if (this.made === null) {
          const made = this.make();
          await made;
          this.made = made;
        }
      } finally {
        this.mutex.unlock();
      }
    }
    return await this.made!;
  }
}
