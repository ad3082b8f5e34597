// Sockets, with themselves: what each call gives.
import { lookup, NetError, SocketAddress, spawn, TcpListener, TcpStream, UdpSocket, moveOnAfter } from "as-pollen";

const buffer = new Uint8Array(64);

function text(length: i32): string { return String.UTF8.decodeUnsafe(buffer.dataStart, length); }

async function failure(what: string, result: Promise<TcpListener>): Promise<void> {
  try {
    await result;
    console.log(what + ": none");
  } catch (e) {
    console.log(what + ": " + (e as NetError).message);
  }
}

async function connections(host: string): Promise<void> {
  const listener = await TcpListener.bind(host + ":0");
  const near = await TcpStream.connect(listener.address.toString()), far = await listener.accept();
  console.log(far.peerAddress.address + " " + (near.localAddress.toString() == far.peerAddress.toString()).toString());
  await near.write("first ");
  await near.write("second");
  await near.shutdown();
  let received = "";
  for (let n = await far.read(buffer); n > 0; n = await far.read(buffer)) received += text(n);
  await far.write("answer");
  await far.close();
  console.log(received + ", " + text(await near.read(buffer)) + ", " + (await near.read(buffer)).toString());
  console.log(near.setKeepAlive(1000).toString());
  await near.close();
  try {
    await near.read(buffer);
  } catch (e) {
    console.log((e as NetError).code);
  }
  await listener.close();
}

async function cancelled(): Promise<void> {
  const listener = await TcpListener.bind("127.0.0.1:0");
  const near = await TcpStream.connect(listener.address.toString()), far = await listener.accept();
  await moveOnAfter(5, async (_) => { await near.read(buffer); });
  await moveOnAfter(5, async (_) => { await listener.accept(); });
  await far.write("kept"); // nothing that a cancelled read was to get is lost
  console.log("after a cancelled read: " + text(await near.read(buffer)));
  const next = await TcpStream.connect(listener.address.toString()), accepted = await listener.accept();
  const pending = spawn(accepted.read(buffer));
  await moveOnAfter(5, async (_) => { await pending; });
  await accepted.close();
  try {
    await pending;
  } catch (e) {
    console.log(e.message.substring(0, 4) + ": " + (e as NetError).code);
  }
  await next.close();
  await near.close();
  await far.close();
  await listener.close();
}

async function datagrams(host: string): Promise<void> {
  const one = await UdpSocket.bind(host + ":0"), other = await UdpSocket.bind(host + ":0");
  await one.send("ping pong", other.localAddress);
  const datagram = await other.receive(buffer);
  console.log(text(datagram.length) + " " + (datagram.from.toString() == one.localAddress.toString()).toString());
  await other.send("pong", datagram.from);
  console.log((await one.receive(buffer.subarray(0, 2))).length.toString());
  await one.close();
  await other.close();
}

export async function main(): Promise<void> {
  await connections("127.0.0.1");
  await connections("[::1]");
  await cancelled();
  await datagrams("127.0.0.1");
  await datagrams("[::1]");
  const listener = await TcpListener.bind("127.0.0.1:0");
  await failure("taken", TcpListener.bind("127.0.0.1:" + listener.address.port.toString()));
  await failure("foreign", TcpListener.bind("192.0.2.1:7000"));
  await listener.close();
  try {
    await TcpStream.connect("127.0.0.1:1");
  } catch (e) {
    console.log((e as NetError).code);
  }
  try {
    await lookup("name.invalid");
  } catch (e) {
    console.log((e as NetError).code);
  }
  console.log((await lookup("localhost", 80))[0].toString());
}
