// Gives back what it is sent, to any number of connections: SERVER ADDRESS.
import { spawn, TcpListener, TcpStream } from "as-pollen";

async function echo(peer: TcpStream): Promise<void> {
  const buffer = new Uint8Array(16);
  for (let n = await peer.read(buffer); n > 0; n = await peer.read(buffer)) await peer.write(buffer.subarray(0, n));
}

export async function main(args: string[]): Promise<void> {
  const listener = await TcpListener.bind(args[0]);
  console.error("listening");
  for await (const peer of listener) spawn(echo(peer));
}
