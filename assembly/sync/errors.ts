import { Promise } from "../core/promise";
import { rejected } from "../core/settled";

/** What was asked for cannot come any more: the channel, or what else it was asked of, is closed. */
export class ChannelClosedError extends Error {
  readonly code: string = "POLLEN_E_CHANNEL_CLOSED";

  /** @param operation what was to be done, such as "send" */
  constructor(operation: string) {
    super(operation + ": the channel is closed (POLLEN_E_CHANNEL_CLOSED)");
    this.name = "ChannelClosedError";
  }
}

/** A subscriber was slower than the messages that are kept for it. What it receives next is the oldest that is left. */
export class LaggedError extends Error {
  readonly code: string = "POLLEN_E_LAGGED";

  /** @param missed how many messages it has missed */
  constructor(readonly missed: i64) {
    super("receive: " + missed.toString() + " messages were missed (POLLEN_E_LAGGED)");
    this.name = "LaggedError";
  }
}

/**
 * What an operation returns that a closed channel refuses.
 * @param direct of `takeDirect()`
 */
export function refused<T>(direct: u32, operation: string): Promise<T> {
  return rejected<T>(direct, new ChannelClosedError(operation));
}
