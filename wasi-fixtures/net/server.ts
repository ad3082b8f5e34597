// Serves connections as its first argument says, and prints what the tests look at; at its end, what it left behind.
//
//   server SCENARIO ADDRESS [COUNT]
import { Channel, joinTasks, moveOnAfter, NetError, scope, sleep, spawn, TcpListener, TcpStream } from "as-pollen";
import { describeLeft } from "../task/left";

const KIB = 1024;

/** The code of an error of the network. */
function codeOf(e: Error): string { return e instanceof NetError ? (e as NetError).code : e.toString(); }

/** Reads once; the text, or the code of the error. */
async function readText(peer: TcpStream): Promise<string> {
  const bytes = new Uint8Array(256);
  try {
    const count = await peer.read(bytes);
    return count ? String.UTF8.decode(bytes.buffer.slice(0, count)) : "(end)";
  } catch (e) {
    return codeOf(e);
  }
}

async function echo(peer: TcpStream): Promise<void> {
  const buffer = new Uint8Array(16 * KIB);
  try {
    for (let n = await peer.read(buffer); n > 0; n = await peer.read(buffer)) await peer.write(buffer.subarray(0, n));
  } catch (e) {
    console.log("lost: " + codeOf(e));
  } finally {
    await peer.close();
  }
}

/** A number of connections at the same time. */
async function serveMany(listener: TcpListener, count: i32): Promise<void> {
  let served = 0;
  for await (const peer of listener) {
    spawn(echo(peer));
    if (++served == count) break;
  }
  await joinTasks();
  console.log(`served ${served}`);
}

/** Ends its side first, and then reads what the other one has left to say. */
async function halfClose(listener: TcpListener): Promise<void> {
  const peer = await listener.accept();
  await peer.write("bye");
  await peer.shutdown();
  console.log(await readText(peer));
  console.log(await readText(peer));
  try {
    await peer.write("more");
  } catch (e) {
    console.log("write: " + codeOf(e));
  }
  await peer.close();
}

/** One task for each direction; the connection is closed with the second half. */
async function halves(listener: TcpListener): Promise<void> {
  const peer = await listener.accept(), both = peer.split();
  const texts = new Channel<string>(4);
  spawn(async () => {
    const bytes = new Uint8Array(64);
    for (let n = await both.reader.read(bytes); n > 0; n = await both.reader.read(bytes)) {
      await texts.send(String.UTF8.decode(bytes.buffer.slice(0, n)));
    }
    texts.close();
    await both.reader.close();
    console.log(`reader closed, stream closed: ${peer.isClosed}`);
  });
  for await (const text of texts) await both.writer.write(text.toUpperCase());
  await both.writer.close();
  console.log(`writer closed, stream closed: ${peer.isClosed}`);
  await joinTasks();
}

/** How much one connection takes while nobody reads it, with the others served meanwhile. */
async function backPressure(listener: TcpListener, mebibytes: i32): Promise<void> {
  const slow = await listener.accept(), piece = new Uint8Array(64 * KIB), total = mebibytes * 16;
  let written = 0;
  for (let i = 0; i < piece.length; i++) piece[i] = <u8>(i % 251);
  spawn(async () => {
    for (; written < total; written++) await slow.write(piece);
    await slow.close();
  });
  const other = await listener.accept();
  for (let text = await readText(other); text != "(end)"; text = await readText(other)) await other.write(text);
  console.log(`held back: ${written < total}`);
  await other.close();
  await joinTasks();
  console.log(`written: ${written == total}`);
}

/** Closes a connection that a task reads. */
async function closeWhileReading(listener: TcpListener): Promise<void> {
  const peer = await listener.accept(), pending = readText(peer);
  await sleep(1);
  await peer.close();
  console.log("pending: " + (await pending));
  console.log("later: " + (await readText(peer)));
  await peer.close();
}

/** Cancels an `accept` and a `read`: nothing is lost, and both are done again. */
async function cancel(listener: TcpListener): Promise<void> {
  console.log(`accepted in time: ${await moveOnAfter(5, async (_) => { await listener.accept(); })}`);
  console.log("come");
  const peer = await listener.accept();
  console.log(`read in time: ${await moveOnAfter(5, async (_) => { await peer.read(new Uint8Array(16)); })}`);
  await scope(async (s) => {
    s.spawn(async () => { await peer.read(new Uint8Array(16)); });
    await peer.write("go on");
    const began = Date.now();
    while (Date.now() < began + 20) {} // what is sent meanwhile may have reached the host when the read is called off
    s.cancel();
  });
  console.log(await readText(peer));
  await peer.close();
}

/** Closing the listener ends the loop over its connections, and an `accept` that waits. */
async function closeListener(listener: TcpListener): Promise<void> {
  spawn(async () => {
    await sleep(1);
    await listener.close();
  });
  for await (const peer of listener) await peer.close();
  console.log("loop ended");
  try {
    await listener.accept();
  } catch (e) {
    console.log("accept: " + codeOf(e));
  }
}

/** No more than the limit are open at a time, however many come. */
async function limited(listener: TcpListener, count: i32): Promise<void> {
  let open = 0, most = 0;
  for (let i = 0; i < count; i++) {
    const peer = await listener.accept();
    most = max(most, ++open);
    spawn(async () => {
      const text = await readText(peer);
      await sleep(1);
      await peer.write(text);
      open--;
      await peer.close();
    });
  }
  await joinTasks();
  console.log(`at most ${most} at a time`);
}

/** One that talks, and one that does not. */
async function idle(listener: TcpListener): Promise<void> {
  const peer = await listener.accept();
  peer.setIdleTimeout(50);
  for (let i = 0; i < 10; i++) {
    await sleep(10);
    await peer.write(".");
  }
  console.log(`alive: ${!peer.isClosed}`);
  console.log("silent: " + (await readText(peer)));
  console.log("later: " + (await readText(peer)));
  await peer.close();
}

export async function main(args: string[]): Promise<i32> {
  await sleep(0);
  describeLeft(); // the call of main is there before and after
  const code = await serve(args), left = describeLeft();
  console.log(left.length ? left : "nothing left");
  return code;
}

async function serve(args: string[]): Promise<i32> {
  const scenario = args[0], count = args.length > 2 ? I32.parseInt(args[2]) : 1;
  let listener: TcpListener;
  try {
    listener = await TcpListener.bind(args[1], { maxConnections: scenario == "limited" ? 2 : 0 });
  } catch (e) {
    console.log(e.toString());
    return 3;
  }
  console.log(`ready at ${listener.address}`);
  if (scenario == "many") await serveMany(listener, count);
  else if (scenario == "half-close") await halfClose(listener);
  else if (scenario == "halves") await halves(listener);
  else if (scenario == "back-pressure") await backPressure(listener, count);
  else if (scenario == "close-while-reading") await closeWhileReading(listener);
  else if (scenario == "cancel") await cancel(listener);
  else if (scenario == "close-listener") await closeListener(listener);
  else if (scenario == "limited") await limited(listener, count);
  else if (scenario == "idle") await idle(listener);
  await listener.close();
  return 0;
}
