// The service of hosts.test.ts where the host speaks HTTP itself. What differs from the hosts with sockets is the host's: it
// answers requests that it cannot parse (hyper: 400), and ends when it is told to.

import { Agent } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Target } from "../../src/compiler/targets.js";
import { connected, received } from "../net/peers.js";
import type { Variant } from "../setup/guests.js";
import { folderWith } from "../setup/pollen.js";
import { clientOf, expectService } from "./service.js";
import { served, wasmtime } from "./wasmtime.js";

const json = { "Content-Type": "application/json" };

const variants: { target: Target; variant: Variant }[] = [
  { target: "wasip2", variant: { runtime: "minimal", collect: true } },
  { target: "wasip3", variant: { runtime: "incremental", collect: true } },
  { target: "wasip3", variant: { runtime: "stub" } },
];

describe.runIf(wasmtime).each(variants)("wasmtime serve, $target, $variant", ({ target, variant }) => {
  test("requests are answered as on hosts with sockets", async () => {
    const { guest, port } = await served("service", target, { flags: ["-S", "cli"], variant });
    const agent = new Agent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    await expectService(clientOf(port, agent), true);

    const broken = await connected(port);
    broken.end("GET / HTTP/9.9\r\n\r\n");
    expect((await received(broken)).toString()).toMatch(/^HTTP\/1\.1 400 /);
    const leaving = await connected(port);
    leaving.write("GET /lines/100000 HTTP/1.1\r\nHost: a\r\n\r\n");
    await new Promise((resolve) => leaving.once("data", resolve));
    leaving.resetAndDestroy();
    await guest.matched(/(Connection reset)/);

    expect(guest.stderr.toString()).toContain("Error: broken\n    at ");
    expect(guest.stderr.toString()).not.toContain("worker failed");
  });

  // One after the other: what instances have in memory they do not share, and the host makes as many as it likes.
  test("the to-do list keeps its items in a file", async () => {
    const given = ["--dir", `${folderWith({})}::/data`, "--env", "DATA=/data/items.json"];
    const flags = ["-S", "cli", "--idle-instance-timeout", "1ms", ...given];
    const { port } = await served("service", target, { flags, variant });
    const { get, send } = clientOf(port, new Agent());
    const item = (text: string, done: boolean) => JSON.stringify({ text, done });
    expect(await send("POST", "/items", item("fly", false), json)).toMatchObject({
      status: 201,
      headers: { location: "/items/1" },
      text: '{"id":1,"text":"fly","done":false}',
    });
    for (let i = 0; i < 5; i++) expect((await send("POST", "/items", item(`item ${i}`, false), json)).status).toBe(201);
    expect((await send("PUT", "/items/1", item("fly", true), json)).status).toBe(200);
    expect((await send("DELETE", "/items/2", "")).status).toBe(204);
    expect(JSON.parse((await get("/items")).text)).toHaveLength(5);
    expect((await get("/items/1")).text).toBe('{"id":1,"text":"fly","done":true}');
    expect((await get("/items/2")).status).toBe(404);
    expect((await send("POST", "/items", "[", json)).status).toBe(400);
  });
});
