// What `select` may wait for at a channel.
import { Case } from "../core/case";
import { PromiseBase, valueOf } from "../core/settle";
import { Channel } from "./channel";

/** The next value of a `Channel<T>` or a `Subscription<T>`, the type `S`. */
export class ReceiveCase<S, T, R> extends Case<R> {
  constructor(
    private readonly source: S,
    private readonly f: (value: T) => R,
  ) {
    super();
  }

  begin(): PromiseBase { return this.source.__beginReceive(); }
  finish(settled: PromiseBase): R { return this.f(valueOf<T>(changetype<usize>(settled))); }
}

/** Room for a value. */
export class SendCase<T, R> extends Case<R> {
  constructor(
    private readonly channel: Channel<T>,
    private readonly value: T,
    private readonly f: () => R,
  ) {
    super();
  }

  begin(): PromiseBase { return this.channel.__beginSend(this.value); }
  finish(_: PromiseBase): R { return this.f(); }
}
