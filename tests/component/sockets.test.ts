// TCP and UDP of components, on wasmtime: by themselves, and with a client of Node.

import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { spawned } from "../hosts/guests.js";
import { component, online, wasmtime } from "./guests.js";

const trace = (host: string) => `${host} true
first second, answer, 0
true
EBADF
`;
const expected = `${trace("127.0.0.1")}${trace("::1")}after a cancelled read: kept
read: ECANCELED
ping pong true
2
ping pong true
2
taken: bind '127.0.0.1:PORT': address in use (EADDRINUSE). Another program listens there: stop it, or take another port; 0 takes one that is free
foreign: bind '192.0.2.1:7000': address not available (EADDRNOTAVAIL). It is no address of this machine: take one that is, or 0.0.0.0 or [::] for all of them
ECONNREFUSED
ENOTFOUND
127.0.0.1:80
`;

/** Sends `rounds` payloads, each when the last one has come back; resets the connection in the end if asked to. */
function echo(port: number, rounds: number, payload: Buffer, reset: boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(payload));
    let [left, received] = [rounds, 0];
    socket.on("data", (data) => {
      received += data.length;
      if (received % payload.length !== 0) return;
      if (--left > 0) socket.write(payload);
      else if (reset) socket.resetAndDestroy();
      else socket.end();
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(received));
  });
}

describe.runIf(wasmtime).each(["wasip2", "wasip3"] as const)("%s", (target) => {
  test.each(["incremental", "minimal"] as const)("each call, under %s", async (runtime) => {
    const { code, stdout, stderr } = await online(await component("sockets", target, runtime)).end();
    expect(stdout.replace(/127\.0\.0\.1:\d{4,5}/, "127.0.0.1:PORT")).toBe(expected);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("many connections at a time, some of them reset, take little memory", async () => {
    const [waves, size] = [4, 50];
    const running = online(await component("echo", target), [`${waves * size}`]);
    const port = Number(await running.matched(/at 127\.0\.0\.1:(\d+)/));
    for (let wave = 0; wave < waves; wave++) {
      const payload = Buffer.alloc(wave === 3 ? 300_000 : 1000, "x");
      const clients = Array.from({ length: size }, (_, i) => echo(port, 10, payload, i % 10 === 0));
      expect(new Set(await Promise.all(clients))).toEqual(new Set([10 * payload.length]));
    }
    const { code, stdout } = await running.end();
    const [, pages] = /^200 connections, 20 lost, (\d+) pages\n$/.exec(stdout) ?? [];
    expect(Number(pages)).toBeLessThan(64); // 150 MB have passed through
    expect(code).toBe(0);
  });

  test("without access to the network, the error says what to do", async () => {
    const running = spawned(wasmtime as string, ["run", await component("echo", target), "1"]);
    const { code, stderr } = await running.end();
    expect(stderr).toContain(
      "bind '127.0.0.1:0': permission denied (EACCES). Give the program the network: wasmtime run -S inherit-network",
    );
    expect(code).toBe(1);
  });
});
