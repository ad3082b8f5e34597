import { now, sleep } from "as-pollen";

/** An input that somebody waits for. */
export class Watched {
  /** When the wait began, as of `now()`; negative while nobody waits. */
  private waitingSince: f64 = -1;
  /** Whether this wait has been reported. */
  private reported: bool = false;

  constructor(private name: string) {}

  /** Says that a read begins. */
  begin(): void {
    this.waitingSince = now();
    this.reported = false;
  }

  /** Says that the read has ended. */
  end(): void {
    this.waitingSince = -1;
  }

  /** Reports a wait of `idle` milliseconds, once. Says in how many milliseconds the next one may be due. */
  check(idle: f64): f64 {
    if (this.waitingSince < 0 || this.reported) return idle;
    const left = this.waitingSince + idle - now();
    if (left > 0) return left;
    this.reported = true;
    console.error(`access-log: ${this.name} has brought nothing for ${<i64>idle} ms`);
    return idle;
  }
}

/** Reports on standard error each input that brings nothing for `idle` milliseconds, as long as the program runs. */
export async function watch(inputs: Watched[], idle: f64): Promise<void> {
  for (;;) {
    let next = idle;
    for (let i = 0; i < inputs.length; i++) next = min(next, inputs[i].check(idle));
    await sleep(next);
  }
}
