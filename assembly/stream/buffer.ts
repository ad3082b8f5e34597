import { Arrival, Inbox } from "./inbox";

/** Reads ahead: asks a source as long as less than `capacity` of its answers are there to be taken or on their way. */
class ReadAhead<T> {
  private readonly inbox: Inbox<T> = new Inbox<T>();
  private isAsked: bool = false;
  private isEnded: bool = false;

  constructor(private readonly source: AsyncGenerator<T>, private readonly capacity: i32) {}

  ask(): void {
    if (this.isAsked || this.isEnded || this.inbox.length >= this.capacity) return;
    this.isAsked = true;
    this.source.next().then<void>(
      (result) => { this.answer(new Arrival<T>(this.source, result, null), result.done); },
      (error) => { this.answer(new Arrival<T>(this.source, null, error), true); },
    );
  }

  private answer(arrival: Arrival<T>, isLast: bool): void {
    this.isAsked = false;
    this.isEnded = isLast;
    this.inbox.put(arrival);
    this.ask();
  }

  async take(): Promise<IteratorResult<T>> {
    const arrival = await this.inbox.take();
    this.ask();
    return arrival.result!;
  }

  /** Asks no more. */
  end(): void { this.isEnded = true; }
}

/** Values as they come, up to `capacity` of them before they are asked for. */
export async function* buffer<T>(source: AsyncGenerator<T>, capacity: i32): AsyncGenerator<T> {
  const ahead = new ReadAhead<T>(source, capacity);
  try {
    ahead.ask();
    for (;;) {
      const result = await ahead.take();
      if (result.done) return;
      yield result.value;
    }
  } finally {
    ahead.end();
    await source.return();
  }
}
