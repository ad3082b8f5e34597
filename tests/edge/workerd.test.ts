// One instance of a guest answers the requests of workerd: none is left hanging, whichever others come, wait and leave.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build } from "../../src/compiler/build.js";
import { findHost, requireHost } from "../setup/hosts.js";
import { repository } from "../setup/pollen.js";
import { startWorkerd, type Workerd } from "../web/places/workerd.js";
import { bundle } from "../web/programs.js";

const program = findHost("workerd");
let folder = "";
let workerd: Workerd | undefined;
let url = "";

beforeAll(async () => {
  if (!program) return;
  mkdirSync(join(repository, "build"), { recursive: true });
  folder = mkdtempSync(join(repository, "build/edge-"));
  const entry = join(repository, "wasi-fixtures/edge/service.ts");
  const { wasm } = await build({ entry, baseDir: repository, target: "hosted", world: "http", optimize: "-O1" });
  writeFileSync(join(folder, "service.wasm"), wasm);
  await bundle(folder, join(repository, "tests/edge/worker.ts"), "browser");
  workerd = await startWorkerd(program, folder, ["worker.js", "service.wasm"], {
    flags: ["enable_request_signal"],
    bindings: { VALUE: "a value" },
  });
  url = workerd.url;
}, 120_000);
afterAll(() => {
  workerd?.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = async (path: string, init?: RequestInit): Promise<string> => {
  const response = await fetch(url + path, init);
  return `${response.status} ${await response.text()}`;
};
const times = <T>(count: number, call: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => call(i)));
const repeated = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

/** A client that sends a request, and may leave before it is answered: its connection is reset, as workerd notices at once. */
function client(path: string): { leave(): Promise<void> } {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  socket.write(`GET ${path} HTTP/1.1\r\nHost: test\r\n\r\n`);
  return {
    leave: () =>
      new Promise((resolve) => {
        socket.once("close", () => resolve());
        socket.resetAndDestroy();
      }),
  };
}

/** Waits until so many requests are within a handler. */
async function inside(count: number): Promise<void> {
  while ((await get("/inside")) !== `200 ${count}`);
}

describe.runIf(requireHost("workerd"))("workerd", () => {
  test("requests, responses, functions of the host", async () => {
    expect(await get("/hello/ada")).toBe("200 hello ada of true");
    expect([await get("/kv/key"), await get("/kv/other")]).toEqual(["200 a value", "404 no such key"]);
    expect(await get("/count")).toBe("200 2");
    expect(await get("/nowhere")).toMatch(/^404 /);
    expect(await get("/throw")).toBe("500 Internal Server Error\n");
    expect((await fetch(`${url}/hello/ada`, { method: "HEAD" })).headers.get("content-type")).toContain("text/plain");
    expect((await fetch(`${url}/empty`)).status).toBe(204);
    expect(await (await fetch(`${url}/field`)).text()).toBe("fine");
  });

  test("bodies of any size, both ways, and through another server", async () => {
    const body = new Uint8Array(2_000_003).map((_, i) => i);
    const echoed = await fetch(`${url}/echo`, { method: "POST", body });
    expect(Buffer.from(await echoed.arrayBuffer()).equals(body)).toBe(true);
    const relayed = await fetch(`${url}/relay?url=${url}/echo`, { method: "POST", body });
    expect(relayed.headers.get("x-status")).toBe("200");
    expect(Buffer.from(await relayed.arrayBuffer()).equals(body)).toBe(true);
    expect(await get("/pieces")).toBe("200 0;1;2;3;4;");
    expect(await get(`/relay?url=http://127.0.0.1:1/`, { method: "POST", body: "x" })).toMatch(/^50[02] /);
  });

  test("many at a time: timers, functions of the host, streams, a lock", async () => {
    expect(await times(100, (i) => get(`/sleep/${(i * 7) % 20}`))).toEqual(repeated(100, "200 slept"));
    expect(await times(100, () => get("/kv/key"))).toEqual(repeated(100, "200 a value"));
    expect(await times(30, () => get("/pieces"))).toEqual(repeated(30, "200 0;1;2;3;4;"));
    expect(await times(30, () => get("/locked"))).toEqual(repeated(30, "200 a value"));
  });

  test("requests that wait for others", async () => {
    const received = times(20, () => get("/receive"));
    await inside(20);
    const sent = await times(20, (i) => get(`/send/${i}`));
    expect(sent).toEqual(repeated(20, "200 sent"));
    expect((await received).sort()).toEqual(Array.from({ length: 20 }, (_, i) => `200 ${i}`).sort());
  });

  test("what a handler has spawned ends before its request does", async () => {
    expect(await times(10, () => get("/later"))).toEqual(repeated(10, "200 now"));
    while ((await get("/background")) !== "200 10");
  });

  test("clients that leave: what was done for them ends, and the others are answered", async () => {
    const oldest = client("/endless"); // it has the timer of the instance
    await inside(1);
    const waiting = Array.from({ length: 10 }, () => client("/receive"));
    await inside(11);
    const slept = times(20, () => get("/sleep/50"));
    const locked = [...Array.from({ length: 10 }, () => client("/locked")), client("/endless")];
    const patient = times(10, () => get("/locked"));
    await Promise.all([oldest, ...waiting, ...locked].map((client) => client.leave()));
    expect(await slept).toEqual(repeated(20, "200 slept"));
    expect(await patient).toEqual(repeated(10, "200 a value"));
    await inside(0);
    const received = get("/receive");
    await inside(1);
    expect([await get("/send/text"), await received]).toEqual(["200 sent", "200 text"]);
  });

  test("a trap ends the requests of the instance, and the next one has another", async () => {
    const lost = times(5, () => get("/endless"));
    await inside(5);
    expect(await get("/trap")).toBe("500 Internal Server Error\n");
    expect(await lost).toEqual(repeated(5, "500 Internal Server Error\n"));
    expect(await get("/inside")).toBe("200 0");
  });
});
