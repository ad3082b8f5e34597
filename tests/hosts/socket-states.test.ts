// What a guest sees of a connection from its beginning to its end, call by call, in each way in which it can wait.

import { connect, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { fixture, moduleOf, type Running, start, waysToWait } from "./guests.js";

const AGAIN = 6;
const CONNRESET = 15;
const NOTCONN = 53;
const PIPE = 64;

/** A byte on the guest's standard input: the test says when to go on. */
const GATE = "fd_read 0 iov:1 *4";
const ACCEPT = "sock_accept 3 0 *4";
const RECEIVE = "sock_recv 4 iov:16 0 ~4 ~2";
const READABLE = "poll_oneoff sub:read:4 *32 1 ~4";
const SEND = "sock_send 4 out:'bye' 0 ~4";

describe.each(waysToWait())("$name", ({ host, waiting }) => {
  async function listening(calls: string[]): Promise<{ guest: Running; port: number }> {
    const options = { args: calls, listen: ["127.0.0.1:0"], waiting };
    const guest = start(host, await fixture("probe"), options, "pipe");
    return { guest, port: Number(await guest.matched(/listening at 127\.0\.0\.1:(\d+)/)) };
  }

  function connected(port: number): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true }, () => resolve(socket));
      socket.on("error", reject);
    });
  }

  function sent(socket: Socket, text: string): Promise<void> {
    return new Promise((resolve) => socket.write(text, () => resolve()));
  }

  /** The answers from the call of this number on. */
  async function answers(guest: Running, from: number): Promise<string[]> {
    const { stdout } = await guest.end();
    return stdout.trimEnd().split("\n").slice(from);
  }

  test("a listening socket is readable once somebody has connected, and never writable", async () => {
    const { guest, port } = await listening([
      "fd_fdstat_set_flags 3 4",
      ACCEPT,
      "poll_oneoff sub:read:3,write:3,mono+1 *96 3 *4",
      "poll_oneoff sub:read:3,write:3 *64 2 *4",
      "fd_fdstat_get 3 *24",
      ACCEPT,
      ACCEPT,
      "sock_recv 3 iov:4 0 ~4 ~2",
    ]);
    await guest.printed("type 0"); // the clock
    const socket = await connected(port);
    expect(await answers(guest, 1)).toEqual([
      `sock_accept ${AGAIN} 00000000`,
      "poll_oneoff 0 [1002 error 0 type 0 flags 0] 01000000",
      "poll_oneoff 0 [1000 error 0 type 1 flags 0] 01000000",
      "fd_fdstat_get 0 060004000000000008002028000000000800202800000000",
      "sock_accept 0 04000000",
      `sock_accept ${AGAIN} 00000000`,
      `sock_recv ${NOTCONN} ''`,
    ]);
    socket.destroy();
  });

  test("the other side ends first: its bytes, the end, and the guest still sends", async () => {
    const { guest, port } = await listening([
      ACCEPT,
      GATE,
      READABLE,
      RECEIVE,
      READABLE,
      RECEIVE,
      RECEIVE,
      SEND,
      "sock_shutdown 4 2",
      SEND,
      READABLE,
    ]);
    const socket = await connected(port);
    await sent(socket, "hi");
    guest.child.stdin?.end("g");
    await guest.printed("'hi'");
    socket.end();
    const over = new Promise((resolve) => socket.once("end", resolve));
    let answer = "";
    socket.on("data", (part) => {
      answer += part;
    });
    await over;
    expect(answer).toBe("bye");
    expect(await answers(guest, 2)).toEqual([
      "poll_oneoff 0 [1000 error 0 type 1 flags 0]",
      "sock_recv 0 'hi'",
      "poll_oneoff 0 [1000 error 0 type 1 flags 1]",
      "sock_recv 0 ''",
      "sock_recv 0 ''",
      "sock_send 0",
      "sock_shutdown 0",
      `sock_send ${PIPE}`,
      "poll_oneoff 0 [1000 error 0 type 1 flags 1]",
    ]);
  });

  test("the guest ends first: it still receives", async () => {
    const { guest, port } = await listening([ACCEPT, SEND, "sock_shutdown 4 2", RECEIVE, RECEIVE]);
    const socket = await connected(port);
    socket.once("end", () => socket.end("late"));
    socket.resume();
    expect(await answers(guest, 1)).toEqual(["sock_send 0", "sock_shutdown 0", "sock_recv 0 'late'", "sock_recv 0 ''"]);
  });

  test("a reset: first the error, then the end; and nothing can be sent", async () => {
    const { guest, port } = await listening([
      ACCEPT,
      RECEIVE,
      READABLE,
      RECEIVE,
      RECEIVE,
      SEND,
      "poll_oneoff sub:write:4 *32 1 ~4",
      "sock_shutdown 4 2",
      "fd_close 4",
    ]);
    const socket = await connected(port);
    socket.write("x");
    await guest.printed("'x'");
    socket.resetAndDestroy();
    expect(await answers(guest, 2)).toEqual([
      "poll_oneoff 0 [1000 error 0 type 1 flags 1]",
      `sock_recv ${CONNRESET} ''`,
      "sock_recv 0 ''",
      `sock_send ${PIPE}`,
      "poll_oneoff 0 [1000 error 0 type 2 flags 1]",
      `sock_shutdown ${NOTCONN}`,
      "fd_close 0",
    ]);
  });

  test("a reset that is met by sending", async () => {
    const { guest, port } = await listening([ACCEPT, READABLE, SEND, SEND, RECEIVE]);
    const socket = await connected(port);
    await guest.printed("sock_accept");
    socket.resetAndDestroy();
    expect(await answers(guest, 2)).toEqual([`sock_send ${CONNRESET}`, `sock_send ${PIPE}`, "sock_recv 0 ''"]);
  });

  test("what came before a reset is not lost", async () => {
    const peek = "sock_recv 4 iov:16 1 ~4 ~2";
    const { guest, port } = await listening([ACCEPT, peek, GATE, RECEIVE, RECEIVE]);
    const socket = await connected(port);
    socket.write("last words");
    await guest.printed("'last words'");
    socket.resetAndDestroy();
    guest.child.stdin?.end("g");
    expect(await answers(guest, 3)).toEqual(["sock_recv 0 'last words'", `sock_recv ${CONNRESET} ''`]);
  });

  test("whoever was not accepted is refused when the listening socket is closed", async () => {
    const { guest, port } = await listening(["poll_oneoff sub:read:3 *32 1 ~4", "fd_close 3", GATE]);
    const socket = await connected(port);
    const failed = new Promise((_, reject) => socket.on("error", reject));
    await expect(failed).rejects.toMatchObject({ code: "ECONNRESET" });
    guest.child.stdin?.end();
    expect((await guest.end()).code).toBe(0);
  });

  test("a guest that asks again and again, and never waits, is answered", async () => {
    const impatient = moduleOf(`(module
      (import "wasi_snapshot_preview1" "fd_fdstat_set_flags" (func $flags (param i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "sock_accept" (func $accept (param i32 i32 i32) (result i32)))
      (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
      (memory (export "memory") 1)
      (func (export "_start")
        (drop (call $flags (i32.const 3) (i32.const 4)))
        (loop $again (br_if $again (call $accept (i32.const 3) (i32.const 0) (i32.const 8))))
        (call $exit (i32.load (i32.const 8)))))`);
    const guest = start(host, impatient, { listen: ["127.0.0.1:0"], waiting });
    const socket = await connected(Number(await guest.matched(/listening at 127\.0\.0\.1:(\d+)/)));
    expect((await guest.end()).code).toBe(4);
    socket.destroy();
  });
});
