// A guest that serves connections, on a listening socket that its host gives it, in each way in which it can wait.

import { connect, type Socket } from "node:net";
import { beforeAll, describe, expect, test } from "vitest";
import { fixture, type Running, start, waysToWait } from "./guests.js";

let server: string;
beforeAll(async () => {
  server = await fixture("serve");
});

function received(socket: Socket): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    socket.on("data", (part: Buffer) => parts.push(part));
    socket.on("end", () => resolve(Buffer.concat(parts)));
    socket.on("error", reject);
  });
}

describe.each(waysToWait())("$name", ({ host, waiting }) => {
  /** Starts the server, and waits until it listens. */
  async function serving(args: string[]): Promise<{ guest: Running; port: number }> {
    const guest = start(host, server, { waiting, args, listen: ["127.0.0.1:0"] });
    const port = await guest.matched(/listening at 127\.0\.0\.1:(\d+)/);
    return { guest, port: Number(port) };
  }

  test("many connections at once get back what they sent", async () => {
    const { guest, port } = await serving(["100"]);
    const answers = Array.from({ length: 100 }, async (_, i) => {
      const socket = connect({ port, host: "127.0.0.1" });
      socket.end(`connection ${i}`);
      expect((await received(socket)).toString()).toBe(`connection ${i}`);
    });
    await Promise.all(answers);
    expect(await guest.end()).toMatchObject({ code: 0, stdout: "served 100\n" });
  });

  test("more than any buffer holds goes through, in order", async () => {
    const { guest, port } = await serving(["1"]);
    const sent = Buffer.alloc(8 * 1024 * 1024, "0123456789abcdefghijklmnopq");
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    socket.end(sent);
    expect((await received(socket)).equals(sent)).toBe(true);
    expect(await guest.end()).toMatchObject({ code: 0, stdout: "served 1\n" });
  });

  test("calls that wait: peek, everything until the end, shutdown, and what comes after", async () => {
    const { guest, port } = await serving(["1", "once"]);
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    socket.write("hel");
    socket.end("lo");
    expect((await received(socket)).toString()).toBe("hello");
    const { stdout } = await guest.end();
    expect(stdout.split("\n")).toEqual(["peek 0 2 all 0 5", "shutdown 0 send 64 recv 0 0", "served 1", ""]);
  });

  test("a connection that is reset is an error of that connection only", async () => {
    const { guest, port } = await serving(["2"]);
    const broken = connect({ port, host: "127.0.0.1" });
    await new Promise<void>((resolve) => {
      broken.write("x");
      broken.once("data", () => {
        broken.resetAndDestroy();
        resolve();
      });
    });
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    socket.end("still here");
    expect((await received(socket)).toString()).toBe("still here");
    expect(await guest.end()).toMatchObject({ code: 0, stdout: "recv 15\nserved 2\n" });
  });

  test("an address that cannot be had is said before the guest starts", async () => {
    const { guest, port } = await serving(["1"]);
    const second = await start(host, server, { waiting, args: ["1"], listen: [`127.0.0.1:${port}`] }).end();
    expect(second.stderr).toContain("POLLEN_E_LISTEN");
    connect({ port, host: "127.0.0.1" }).end();
    expect(await guest.end()).toMatchObject({ code: 0 });
  });
});
