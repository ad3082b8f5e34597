// Happy Eyeballs (RFC 8305): the addresses of a name are tried one after the other, each next one after a delay or as soon as
// the last one has failed; the first that answers counts, and the others are given up.
//
//   ::1 ────────────×            fails: the next one starts at once
//   127.0.0.1       ├────────────────────▶ connected
//   ::2             ├─delay─┼──────────── given up
import { Promise } from "../core/promise";
import { CancelledError } from "../core/cancelled";
import { Notify } from "../sync/notify";
import { moveOnAfter } from "../task/deadline";
import { Scope, scope } from "../task/scope";
import { Errno } from "../wasi/errno";
import { SocketAddress } from "./address";
import { Connection } from "./contract";

/** Connects to one address. */
type Attempt = (address: SocketAddress) => Promise<Connection>;

/** The attempts of one `connect`. */
class Race {
  winner: Connection | null = null;
  /** Why the first one failed. */
  failure: Error | null = null;
  /** How many have not ended. */
  private pending: i32 = 0;
  /** Told when one ends. */
  private readonly ended: Notify = new Notify();

  constructor(private readonly attempt: Attempt) {}

  private async enter(address: SocketAddress, s: Scope): Promise<void> {
    this.pending++;
    try {
      const attempt = this.attempt, connection = await attempt(address);
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
      this.pending--;
      this.ended.notifyOne();
    }
  }

  async run(addresses: SocketAddress[], delay: f64): Promise<void> {
    await scope<void>(async (s) => {
      for (let i = 0; i < addresses.length && this.winner === null; i++) {
        s.spawn<void>(() => this.enter(addresses[i], s));
        if (i + 1 < addresses.length) await moveOnAfter(delay, async (_) => { await this.ended.wait(); });
      }
      while (this.pending) await this.ended.wait();
    });
  }
}

/**
 * Connects to the first of some addresses that answers.
 * @param addresses at least one
 * @param delay how long to wait for one before the next one is tried, too, in milliseconds
 * @param attempt connects to one of them
 * Rejected with the error of the first that failed, if all do.
 */
export async function connectToAny(addresses: SocketAddress[], delay: f64, attempt: Attempt): Promise<Connection> {
  if (addresses.length == 1) return await attempt(addresses[0]);
  const race = new Race(attempt);
  try {
    await race.run(inTurn(addresses), delay);
  } catch (e) {
    const winner = race.winner; // it came together with a cancellation from outside
    if (winner !== null) winner.close(Errno.CANCELED).catch((_) => {});
    throw e;
  }
  if (race.winner === null) throw race.failure!;
  return race.winner!;
}

/** IPv6 and IPv4 in turn, that of the first address first, else in the order in which they are (RFC 8305 4). */
function inTurn(addresses: SocketAddress[]): SocketAddress[] {
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
