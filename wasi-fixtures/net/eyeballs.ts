// The order of attempts of RFC 8305, in virtual time: what is tried when, what is given up.
import { CancelledError, moveOnAfter, now, sleep, SocketAddress } from "as-pollen";
import { connectToAny } from "as-pollen/assembly/net/connect";
import { Connection } from "as-pollen/assembly/net/contract";
import { NetError } from "as-pollen/assembly/net/error";

const REFUSED = 14;

class Fake extends Connection {
  constructor(private readonly address: SocketAddress) { super(); }
  async read(bytes: Uint8Array): Promise<i32> { return 0; }
  async write(buffer: ArrayBuffer, start: usize, length: usize): Promise<void> {}
  async shutdown(): Promise<void> {}
  async close(reason: i32): Promise<void> { print(`${at()} ${this.address} closed`); }
  lastActive(): i64 { return 0; }
  localAddress(): SocketAddress { return this.address; }
  peerAddress(): SocketAddress { return this.address; }
  setNoDelay(on: bool): bool { return false; }
  setKeepAlive(seconds: i32): bool { return false; }
}

let started: f64 = 0;
function at(): string { return (<i64>(now() - started)).toString(); }

/** The port tells what happens: after how many milliseconds; odd: nobody is there. */
async function attempt(address: SocketAddress): Promise<Connection> {
  print(`${at()} ${address} tried`);
  try {
    await sleep(address.port & ~1);
  } catch (e) {
    if (e instanceof CancelledError) print(`${at()} ${address} given up`);
    throw e;
  }
  if (address.port & 1) throw new NetError(REFUSED, "connect", address.toString());
  print(`${at()} ${address} answers`);
  return new Fake(address);
}

async function race(what: string, addresses: string[]): Promise<void> {
  print(what);
  started = now();
  const parsed: SocketAddress[] = [];
  for (let i = 0; i < addresses.length; i++) parsed.push(SocketAddress.parse(addresses[i]));
  try {
    const connection = await connectToAny(parsed, 250, attempt);
    print(`${at()} ${connection.peerAddress()} is it`);
  } catch (e) {
    if (!(e instanceof NetError)) throw e;
    print(`${at()} ${e.message}`);
  }
}

export async function main(): Promise<void> {
  await race("alone", ["1.1.1.1:100"]);
  await race("the first answers in time", ["[::1]:200", "1.1.1.1:0"]);
  await race("the first is slow", ["[::1]:1000", "1.1.1.1:40"]);
  await race("the first is slow, and still faster", ["[::1]:300", "1.1.1.1:900"]);
  await race("a failure does not wait", ["[::1]:11", "1.1.1.1:40"]);
  await race("families take turns", ["[::1]:1", "[::2]:1", "[::3]:1", "1.1.1.1:1", "2.2.2.2:20"]);
  await race("all fail", ["[::1]:601", "1.1.1.1:11", "[::2]:101"]);
  await race("two answer at once", ["[::1]:350", "1.1.1.1:100"]);
  print("cancelled");
  started = now();
  await moveOnAfter(300, async (_) => { await race("from outside", ["[::1]:9000", "1.1.1.1:9000"]); });
  print(at());
}
