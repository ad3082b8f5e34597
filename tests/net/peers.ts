// The other end of connections: Node's sockets, in promises.

import { connect, type Socket } from "node:net";

/** Connects; the socket may be closed in each direction alone. */
export function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.off("error", reject);
      socket.on("error", () => {}); // resets are what some tests are about
      resolve(socket);
    });
  });
}

/** All that comes up to the end, or up to a reset. */
export function received(socket: Socket): Promise<Buffer> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    socket.on("data", (part: Buffer) => parts.push(part));
    socket.once("end", () => resolve(Buffer.concat(parts)));
    socket.once("close", () => resolve(Buffer.concat(parts)));
    socket.resume();
  });
}

/** What comes next. */
export function next(socket: Socket): Promise<string> {
  return new Promise((resolve) => socket.once("data", (part: Buffer) => resolve(part.toString())));
}

/** Sends a text and its end, and returns what comes back. */
export async function exchanged(port: number, text: string): Promise<string> {
  const socket = await connected(port);
  socket.end(text);
  return (await received(socket)).toString();
}
