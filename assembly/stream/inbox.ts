/** An answer of a source. */
export class Arrival<T> {
  constructor(
    readonly source: AsyncGenerator<T>,
    /** Null where the source failed, and where nothing but time has passed. */
    readonly result: IteratorResult<T> | null,
    readonly error: Error | null,
  ) {}
}

/** What sources that were asked have answered, in the order in which it came. One consumer takes it. */
export class Inbox<T> {
  private readonly arrivals: Arrival<T>[] = [];
  private arrived: PromiseWithResolvers<void> | null = null;

  /** How many arrivals are there to be taken. */
  get length(): i32 { return this.arrivals.length; }

  /** Asks a source; its answer arrives here. */
  ask(source: AsyncGenerator<T>): void {
    source.next().then<void>(
      (result) => { this.put(new Arrival<T>(source, result, null)); },
      (error) => { this.put(new Arrival<T>(source, null, error)); },
    );
  }

  put(arrival: Arrival<T>): void {
    this.arrivals.push(arrival);
    const arrived = this.arrived;
    if (arrived === null) return;
    this.arrived = null;
    arrived.resolve();
  }

  /**
   * Takes the next arrival, once there is one.
   * @returns one that has a result, or none where nothing but time has passed; rejected where a source failed
   */
  async take(): Promise<Arrival<T>> {
    if (!this.arrivals.length) {
      const arrived = Promise.withResolvers<void>();
      this.arrived = arrived;
      await arrived.promise;
    }
    const arrival = this.arrivals.shift();
    const error = arrival.error;
    if (error !== null) throw error;
    return arrival;
  }
}
