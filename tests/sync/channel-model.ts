// What a channel has to do, in as few lines as possible: lists of values and of numbered calls. Each operation notes what
// follows from it: a call that need not wait goes on at once; those that waited, and are rejected, go on in their turn.

export class ChannelModel {
  private readonly atOnce: string[] = [];
  private readonly inTurn: string[] = [];
  readonly buffer: number[] = [];
  readonly senders: number[] = [];
  readonly receivers: number[] = [];
  isClosed = false;

  constructor(private readonly capacity: number) {}

  send(n: number): void {
    if (this.isClosed) this.note(`${n} returned`);
    else if (this.take(n)) this.atOnce.push(`${n} sent`);
    else this.senders.push(n);
  }

  trySend(n: number): void {
    this.atOnce.push(!this.isClosed && this.take(n) ? `${n} sent at once` : `${n} not sent`);
  }

  receive(n: number): void {
    const value = this.give();
    if (value !== undefined) this.atOnce.push(`${n} received value ${value}`);
    else if (this.isClosed) this.note(`${n} ended`);
    else this.receivers.push(n);
  }

  tryReceive(n: number): void {
    const value = this.give();
    this.atOnce.push(value === undefined ? `${n} nothing` : `${n} received at once value ${value}`);
  }

  /** A call that waits gives up; one that has its outcome keeps it. */
  cancel(n: number): void {
    for (const waiting of [this.senders, this.receivers]) {
      const at = waiting.indexOf(n);
      if (at < 0) continue;
      waiting.splice(at, 1);
      this.note(`${n} cancelled`);
    }
  }

  close(): void {
    this.isClosed = true;
    for (const n of this.senders.splice(0)) this.note(`${n} returned`);
    for (const n of this.receivers.splice(0)) this.note(`${n} ended`);
  }

  /** Whether a value goes to a receiver, or into the channel. */
  private take(n: number): boolean {
    const receiver = this.receivers.shift();
    if (receiver !== undefined) this.note(`${receiver} received value ${n}`);
    else if (this.buffer.length < this.capacity) this.buffer.push(n);
    else return false;
    return true;
  }

  /** The next value, if there is one. */
  private give(): number | undefined {
    const sender = this.senders.shift();
    if (sender !== undefined) {
      this.buffer.push(sender);
      this.note(`${sender} sent`);
    }
    return this.buffer.shift();
  }

  private note(event: string): void {
    this.inTurn.push(event);
  }

  /** What has happened since the last time, once all have had their turns. */
  settle(): string[] {
    return [...this.atOnce.splice(0), ...this.inTurn.splice(0)];
  }
}
