/** Lets one task at a time do something, in the order in which they asked. */
export class Lock {
  private held: bool = false;
  private waiting: PromiseWithResolvers<void>[] = [];

  /** Fulfilled when it is the caller's turn, which lasts until `release`. */
  acquire(): Promise<void> {
    if (!this.held) {
      this.held = true;
      return Promise.resolve();
    }
    const turn = Promise.withResolvers<void>();
    this.waiting.push(turn);
    return turn.promise;
  }

  release(): void {
    if (this.waiting.length > 0) this.waiting.shift().resolve();
    else this.held = false;
  }
}
