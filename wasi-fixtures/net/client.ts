// Connects to servers of the test: `client ECHO RESET CLOSED`, three ports; and to what is not there.
import { lookup, moveOnAfter, NetError, sleep, spawn, Task, TcpListener, TcpStream } from "as-pollen";
import { describeLeft } from "../task/left";

const buffer = new Uint8Array(4096);

function text(length: i32): string { return String.UTF8.decodeUnsafe(buffer.dataStart, length); }

/** What a connection to an address fails with. */
async function failure(address: string): Promise<void> {
  try {
    const peer = await TcpStream.connect(address, { timeout: 5000 });
    await peer.close();
    console.log(address + ": connected");
  } catch (e) {
    if (!(e instanceof NetError)) throw e;
    console.log(e.message);
  }
}

async function talk(address: string): Promise<void> {
  const peer = await TcpStream.connect(address);
  console.log(`to ${peer.peerAddress}, from ${peer.localAddress.address} ${peer.localAddress.port > 0}`);
  console.log(`no delay ${peer.setNoDelay()}, keep-alive ${peer.setKeepAlive(30_000)}`);
  await peer.writeAll("hello");
  console.log(text(await peer.read(buffer)));
  await peer.shutdown();
  console.log(`end: ${await peer.read(buffer)}`);
  await peer.close();
}

async function roundTrip(address: string, n: i32): Promise<bool> {
  const peer = await TcpStream.connect(address), bytes = new Uint8Array(32), sent = `number ${n}`;
  try {
    await peer.write(sent);
    const count = await peer.read(bytes);
    return String.UTF8.decode(bytes.buffer.slice(0, count)) == sent;
  } finally {
    await peer.close();
  }
}

async function many(address: string, count: i32): Promise<void> {
  const tasks: Task<bool>[] = [];
  for (let i = 0; i < count; i++) tasks.push(spawn(roundTrip(address, i)));
  let right = 0;
  for (let i = 0; i < count; i++) if (await tasks[i]) right++;
  console.log(`${right} of ${count}`);
}

/** What a connection reads that the other end has reset. */
async function reset(address: string): Promise<void> {
  const peer = await TcpStream.connect(address);
  try {
    await peer.write("x");
    console.log(`reset: ${await peer.read(buffer)}`);
  } catch (e) {
    console.log("reset: " + (e as NetError).code);
  }
  await peer.close();
}

/** Attempts that are given up leave nothing behind, whatever the system makes of the address. */
async function givenUp(): Promise<void> {
  await moveOnAfter(5, async (_) => {
    try {
      const peer = await TcpStream.connect("192.0.2.1:9");
      await peer.close();
    } catch (e) {
      if (!(e instanceof NetError)) throw e;
    }
  });
  const listener = await TcpListener.bind("127.0.0.1:0"), address = listener.address.toString();
  for (let i = 0; i < 20; i++) {
    await moveOnAfter(i % 3, async (_) => {
      const peer = await TcpStream.connect(address);
      try {
        await sleep(1);
      } finally {
        await peer.close();
      }
    });
  }
  await listener.close();
}

export async function main(args: string[]): Promise<void> {
  await sleep(0);
  describeLeft(); // the call of main is there before and after
  await talk("127.0.0.1:" + args[0]);
  await talk("localhost:" + args[0]);
  await many("127.0.0.1:" + args[0], 200);
  await reset("127.0.0.1:" + args[1]);
  await failure("127.0.0.1:" + args[2]);
  await failure("localhost:" + args[2]);
  await failure("nowhere.invalid:80");
  await failure("two words:80");
  await failure("127.0.0.1:65536");
  await failure("127.0.0.1");
  await failure("::1:80");
  console.log((await lookup("::1", 443))[0].toString());
  await givenUp();
  const left = describeLeft();
  console.log(left.length ? left : "nothing left");
}
