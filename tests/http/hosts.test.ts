// One source of a service (wasi-fixtures/http/service.ts, which has examples/http-service in it) on every host that has
// sockets, asked by Node's own client, and by peers that do not behave.

import { describe, expect, test } from "vitest";
import { netHosts } from "../net/hosts.js";
import { connected, next, received } from "../net/peers.js";
import { folderWith } from "../setup/pollen.js";
import { expectService } from "./service.js";
import { ended, serving } from "./serving.js";

const json = { "Content-Type": "application/json" };

describe.each(netHosts())("on $name", (host) => {
  test("requests are answered over connections that stay open, and the service ends gracefully", async () => {
    const service = await serving(host);
    await expectService(service, host.canConnect);
    const { said, stderr } = await ended(service);
    expect(said).toEqual(["nothing left"]);
    expect(stderr).toContain("Error: broken\n    at ");
  });

  test("peers that do not behave leave nothing behind, and the service alive", async () => {
    const service = await serving(host);
    const { port, get } = service;
    const request = "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
    await Promise.all(
      Array.from({ length: request.length }, async (_, count) => {
        const socket = await connected(port); // broken off behind each byte
        await new Promise<void>((resolve) => socket.write(request.slice(0, count), () => resolve()));
        socket.resetAndDestroy();
      }),
    );
    const garbage = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 167 + 13) % 256));
    for (const [bytes, status] of [
      [garbage, "400"],
      ["GET / HTTP/9.9\r\n\r\n", "505"],
      ["GET / HT", "400"],
    ] as const) {
      const broken = await connected(port);
      broken.end(bytes);
      expect((await received(broken)).toString()).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    }
    const halfOpen = await connected(port); // says half of something, and then nothing
    halfOpen.write("GET / HT");
    const late = received(halfOpen);
    const slow = await connected(port); // asks for a lot, and does not read it
    slow.write("GET /lines/100000 HTTP/1.1\r\nHost: a\r\n\r\n");
    await new Promise((resolve) => slow.once("readable", resolve));
    expect((await get("/hello/ada")).text).toBe("hello ada");
    expect((await late).toString()).toMatch(/^HTTP\/1\.1 408 /);
    halfOpen.destroy();
    slow.resetAndDestroy();
    expect((await ended(service)).said).toEqual(["nothing left"]);
  });

  test("the to-do list keeps its items when it is killed, and tells of changes", async () => {
    const given = { data: folderWith({}), env: { DATA: "/data/items.json" } };
    const first = await serving(host, given);
    const events = await connected(first.port);
    events.write("GET /events HTTP/1.1\r\nHost: a\r\n\r\n");
    expect(await next(events)).toContain("200 OK");
    const put = next(events);
    expect(await first.send("POST", "/items", '{"text":"fly \\u00e9"}', json)).toMatchObject({
      status: 201,
      headers: { location: "/items/1" },
      text: '{"id":1,"text":"fly é","done":false}',
    });
    expect(await put).toContain('event: put\ndata: {"id":1,"text":"fly é","done":false}\n\n');
    const many = Array.from({ length: 50 }, (_, i) => first.send("POST", "/items", `{"text":"item ${i}"}`, json));
    for (const { status } of await Promise.all(many)) expect(status).toBe(201);
    first.guest.child.kill("SIGKILL");

    const second = await serving(host, given);
    expect(JSON.parse((await second.get("/items")).text)).toHaveLength(51);
    expect((await second.send("PUT", "/items/1", '{"text":"fly","done":true}', json)).status).toBe(200);
    expect((await second.send("DELETE", "/items/2", "")).status).toBe(204);
    expect((await second.get("/items/1")).text).toBe('{"id":1,"text":"fly","done":true}');
    expect((await second.get("/items/2")).status).toBe(404);
    expect((await second.get("/metrics")).text).toContain("\ntodo_items 50.0\n");
    expect((await ended(second)).said).toEqual(["nothing left"]);
  });
});

const own = netHosts().filter(({ name }) => name.startsWith("Node"));

test.each(own)("a signal ends the service gracefully on $name", async (host) => {
  const { guest, port, get } = await serving(host);
  await get("/hello/ada"); // its connection is idle then
  const busy = await connected(port);
  busy.write("GET /lines/3000 HTTP/1.1\r\nHost: a\r\n\r\n");
  await new Promise((resolve) => busy.once("readable", resolve));
  guest.child.kill("SIGTERM");
  expect((await received(busy)).toString()).toMatch(/2999\n\r\n0\r\n\r\n$/);
  expect(await guest.end()).toMatchObject({ code: 0, stdout: "ready at \nnothing left\n", stderr: expect.any(String) });
  await expect(connected(port)).rejects.toThrow("ECONNREFUSED");
});
