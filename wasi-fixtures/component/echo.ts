// An echo server that ends after so many connections, and tells how much memory it has.
import { NetError, spawn, TcpListener, TcpStream } from "as-pollen";

let ended = 0, lost = 0;

async function echo(peer: TcpStream, count: i32, listener: TcpListener): Promise<void> {
  const buffer = new Uint8Array(16 * 1024);
  try {
    for (let n = await peer.read(buffer); n > 0; n = await peer.read(buffer)) await peer.write(buffer.subarray(0, n));
  } catch (e) {
    if (!(e instanceof NetError)) throw e;
    lost++;
  } finally {
    await peer.close();
    if (++ended == count) await listener.close();
  }
}

export async function main(args: string[]): Promise<void> {
  const listener = await TcpListener.bind("127.0.0.1:0"), count = I32.parseInt(args[0]);
  console.error(`at ${listener.address}`);
  for await (const peer of listener) spawn(echo(peer, count, listener));
  console.log(`${ended} connections, ${lost} lost, ${memory.size()} pages`);
}
