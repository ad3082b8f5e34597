// The service of hosts.test.ts where the host speaks HTTP itself. What differs from the hosts with sockets is the host's: it
// answers requests that it cannot parse (hyper: 400), and ends when it is told to.

import { Agent } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Target } from "../../src/compiler/targets.js";
import { connected, received } from "../net/peers.js";
import type { Variant } from "../setup/guests.js";
import { clientOf, expectService } from "./service.js";
import { served, wasmtime } from "./wasmtime.js";

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
});
