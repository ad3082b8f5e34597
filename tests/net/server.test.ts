// One source of a server on every host that has sockets.

import { describe, expect, test } from "vitest";
import { compiled } from "../setup/guests.js";
import { freePort, netHosts, printedBy, serving } from "./hosts.js";
import { connected, exchanged, next, received } from "./peers.js";

describe.each(netHosts())("on $name", (host) => {
  test("hundreds of connections at once get back what they sent", async () => {
    const { guest, port } = await serving(host, "many", { count: 300 });
    const answers = await Promise.all(Array.from({ length: 300 }, (_, i) => exchanged(port, `connection ${i}`)));
    expect(answers).toEqual(answers.map((_, i) => `connection ${i}`));
    expect(await printedBy(guest)).toEqual(["served 300", "nothing left"]);
  });

  test("a connection that is reset is lost alone", async () => {
    const { guest, port } = await serving(host, "many", { count: 3 });
    const quiet = await connected(port);
    const broken = await connected(port);
    broken.write("x");
    expect(await next(broken)).toBe("x");
    broken.resetAndDestroy();
    expect(await exchanged(port, "still here")).toBe("still here");
    quiet.end("and I");
    expect((await received(quiet)).toString()).toBe("and I");
    const lost = host.name === "wasmer" ? [] : ["lost: ECONNRESET"]; // wasmer makes it an end like any other
    expect(await printedBy(guest)).toEqual([...lost, "served 3", "nothing left"]);
  });

  test("each side ends on its own", async () => {
    const { guest, port } = await serving(host, "half-close");
    const socket = await connected(port);
    expect((await received(socket)).toString()).toBe("bye");
    socket.end("I was not done");
    expect(await printedBy(guest)).toEqual(["I was not done", "(end)", "write: EPIPE", "nothing left"]);
  });

  test("two tasks share a connection", async () => {
    const { guest, port } = await serving(host, "halves");
    expect(await exchanged(port, "quietly")).toBe("QUIETLY");
    expect((await printedBy(guest)).sort()).toEqual([
      "nothing left",
      "reader closed, stream closed: false",
      "writer closed, stream closed: true",
    ]);
  });

  test("who does not read slows down who writes, and nobody else", async () => {
    const { guest, port } = await serving(host, "back-pressure", { count: 32 });
    const slow = await connected(port);
    slow.pause();
    const other = await connected(port);
    for (let i = 0; i < 20; i++) {
      other.write(`message ${i}`);
      expect(await next(other)).toBe(`message ${i}`);
    }
    other.end();
    await guest.printed("held back: true");
    const all = await received(slow);
    expect(all.length).toBe(32 * 1024 * 1024);
    expect(all.findIndex((byte, i) => byte !== (i % 65536) % 251)).toBe(-1);
    slow.end();
    expect(await printedBy(guest)).toEqual(["held back: true", "written: true", "nothing left"]);
  });

  test("closing a connection ends its reads", async () => {
    const { guest, port } = await serving(host, "close-while-reading");
    const socket = await connected(port);
    await received(socket);
    socket.end();
    expect(await printedBy(guest)).toEqual(["pending: ECANCELED", "later: EBADF", "nothing left"]);
  });

  test("accept and read are cancelled, and lose nothing", async () => {
    const { guest, port } = await serving(host, "cancel");
    await guest.printed("come");
    const socket = await connected(port);
    expect(await next(socket)).toBe("go on");
    socket.end("here I am");
    expect(await printedBy(guest)).toEqual([
      "accepted in time: false",
      "come",
      "read in time: false",
      "here I am",
      "nothing left",
    ]);
  });

  test("closing the listener ends what accepts", async () => {
    const { guest } = await serving(host, "close-listener");
    expect(await printedBy(guest)).toEqual(["loop ended", "accept: EBADF", "nothing left"]);
  });

  test("no more connections than the limit are open", async () => {
    const { guest, port } = await serving(host, "limited", { count: 20 });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => exchanged(port, `${i}`)));
    expect(answers).toEqual(answers.map((_, i) => `${i}`));
    expect(await printedBy(guest)).toEqual(["at most 2 at a time", "nothing left"]);
  });

  test("a connection that is silent for too long is closed", async () => {
    const { guest, port } = await serving(host, "idle");
    expect((await received(await connected(port))).toString()).toBe("..........");
    expect(await printedBy(guest)).toEqual(["alive: true", "silent: ETIMEDOUT", "later: ETIMEDOUT", "nothing left"]);
  });

  test("without permission it says what to do", async () => {
    const file = await compiled("net", "server", { counted: true, target: host.target });
    const address = `127.0.0.1:${await freePort()}`;
    const { code, stdout } = await host.withoutNetwork(file, ["many", address]).end();
    expect(code).toBe(3);
    expect(stdout).toContain(`NetError: bind '${address}': ${host.refusal}`);
  });

  test.runIf(host.canConnect)("a port that is taken is named", async () => {
    const first = await serving(host, "many");
    const file = await compiled("net", "server", { counted: true, target: host.target });
    const address = `127.0.0.1:${first.port}`;
    const { code, stdout } = await host.start(file, ["many", address], first.port).end();
    expect(code).toBe(3);
    expect(stdout).toContain(`NetError: bind '${address}': address in use (EADDRINUSE). Another program listens there`);
    expect(await exchanged(first.port, "still here")).toBe("still here");
    expect(await printedBy(first.guest)).toEqual(["served 1", "nothing left"]);
  });
});

test.each(["incremental", "minimal", "stub"] as const)("with collections forced: %s", async (runtime) => {
  const [host] = netHosts();
  if (!host) throw new Error("Node is always here");
  const { guest, port } = await serving(host, "many", { count: 20, variant: { runtime, collect: runtime !== "stub" } });
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => exchanged(port, `connection ${i}`)));
  expect(answers).toEqual(answers.map((_, i) => `connection ${i}`));
  expect(await printedBy(guest)).toEqual(["served 20", "nothing left"]);
});
