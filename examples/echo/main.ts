// Gives back what it is sent, to any number of connections at a time; one that says nothing for 30 seconds is closed.
import { NetError, spawn, TcpListener, TcpStream } from "as-pollen";

async function echo(peer: TcpStream): Promise<void> {
  const buffer = new Uint8Array(16 * 1024);
  peer.setIdleTimeout(30_000);
  try {
    for (let n = await peer.read(buffer); n > 0; n = await peer.read(buffer)) {
      await peer.write(buffer.subarray(0, n));
    }
  } catch (e) {
    if (!(e instanceof NetError)) throw e; // this connection is lost; the others go on
    console.error(e.message);
  } finally {
    await peer.close();
  }
}

export async function main(args: string[]): Promise<void> {
  const listener = await TcpListener.bind(args.length ? args[0] : "127.0.0.1:7000");
  console.error(`echo at ${listener.address}`);
  for await (const peer of listener) spawn(echo(peer));
}
