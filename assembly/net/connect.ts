// Happy Eyeballs (RFC 8305): the addresses of a name are tried one after the other, each next one after a delay or as soon as
// the last one has failed; the first that answers counts, and the others are given up.
//
//   ::1 ────────────×            fails: the next one starts at once
//   127.0.0.1       ├────────────────────▶ connected
//   ::2             ├─delay─┼──────────── given up
import { resolved } from "../core/await";
import { Promise } from "../core/promise";
import { CancelledError } from "../core/cancelled";
import { Notify } from "../sync/notify";
import { moveOnAfter } from "../task/deadline";
import { Scope, scope } from "../task/scope";
import { Errno } from "../wasi/errno";
import { SocketAddress } from "./address";
import { Connection } from "./contract";
import { connect } from "./host";

/** The attempts of one `connect`. */
class Race {
  winner: Connection | null = null;
  /** Why the first one failed. */
  failure: Error | null = null;
  /** Told when one ends. */
  readonly ended: Notify = new Notify();

  /** Tries one address. */
  async attempt(address: SocketAddress, s: Scope): Promise<void> {
    try {
      const connection = await connect(address);
      if (this.winner !== null) {
        await connection.close(Errno.CANCELED);
        return;
      }
      this.winner = connection;
      s.cancel("Another address has answered");
    } catch (e) {
      if (e instanceof CancelledError) throw e;
      if (this.failure === null) this.failure = e;
    } finally {
      this.ended.notifyOne();
    }
  }

  async run(addresses: SocketAddress[], delay: f64): Promise<void> {
    await scope<void>(async (s) => {
      for (let i = 0; i < addresses.length && this.winner === null; i++) {
        s.spawn<void>(() => this.attempt(addresses[i], s));
        if (i + 1 < addresses.length) await moveOnAfter(delay, async (_) => { await this.ended.wait(); });
      }
    });
  }
}

/**
 * Connects to the first of some addresses that answers.
 * @param addresses at least one
 * @param delay how long to wait for one before the next one is tried, too, in milliseconds
 * Rejected with the error of the first that failed, if all do.
 */
export async function connectToAny(addresses: SocketAddress[], delay: f64): Promise<Connection> {
  if (addresses.length == 1) return await connect(addresses[0]);
  const race = new Race();
  try {
    await race.run(inTurn(addresses), delay);
  } catch (e) {
    const winner = race.winner; // it came together with a cancellation from outside
    if (winner !== null) winner.close(Errno.CANCELED);
    throw e;
  }
  if (race.winner === null) throw race.failure!;
  return race.winner!;
}

/** IPv6 and IPv4 in turn, that of the first address first, else in the order in which they are (RFC 8305 4). */
export function inTurn(addresses: SocketAddress[]): SocketAddress[] {
  const ordered = new Array<SocketAddress>(), later = new Array<SocketAddress>();
  const first = addresses[0].family;
  for (let i = 0; i < addresses.length; i++) (addresses[i].family == first ? ordered : later).push(addresses[i]);
  const merged = new Array<SocketAddress>(addresses.length);
  for (let i = 0, at = 0; at < addresses.length; i++) {
    if (i < ordered.length) merged[at++] = ordered[i];
    if (i < later.length) merged[at++] = later[i];
  }
  return merged;
}
