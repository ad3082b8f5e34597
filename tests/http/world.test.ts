// What a program does with the requests of a host that speaks HTTP, and what that host does for it: on the real wasmtime, in
// both versions of WASI.

import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Running } from "../hosts/guests.js";
import { connected, next, received } from "../net/peers.js";
import { ask } from "./client.js";
import { httpTargets, served, wasmtime } from "./wasmtime.js";

const LARGE = 40 * 2 ** 20;
const flags = [
  ...["--max-instance-reuse-count", "100000", "--max-instance-concurrent-reuse-count", "64"],
  ...["--idle-instance-timeout", "60s"],
];

interface Service {
  guest: Running;
  port: number;
  get(path: string): ReturnType<typeof ask>;
}

/** An origin that the guest asks, and its address. */
async function origin(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server: Server = createServer(answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe.runIf(wasmtime).each(httpTargets)("wasmtime serve, %s", (target) => {
  const serving = async (): Promise<Service> => {
    const { guest, port } = await served("world", target, { flags, variant: { counted: true } });
    return { guest, port, get: (path) => ask({ port, path }) };
  };

  test("what is evaluated at the top level comes before the first request", async () => {
    const { get } = await serving();
    expect((await get("/instance")).text).toBe("evaluated");
  });

  test("fields go both ways; those that the host refuses are an error", async () => {
    const { port, get, guest } = await serving();
    const { text, headers } = await ask({ port, path: "/headers?q", headers: { "X-One": "é", Host: "example.com" } });
    // wasmtime 49 does not tell programs of WASI 0.3 which host a request is for
    expect(text).toBe(`/headers?q ${target === "wasip2" ? "example.com" : "-"} é`);
    expect(headers["set-cookie"]).toEqual(["a=1", "b=2"]);
    expect(await get("/refused")).toMatchObject({ status: 500, text: "Internal Server Error\n" });
    expect(await guest.matched(/(TypeError: .*)/)).toBe(
      "TypeError: The host does not take header 'Upgrade': it is forbidden there",
    );
    expect(await ask({ port, path: "/headers", headers: { "X-One": "a".repeat(17_000) } })).toMatchObject({
      status: 431,
      text: "The header fields are too large\n",
    });
    expect(await get(`/${"a".repeat(9000)}`)).toMatchObject({ status: 414 });
  });

  test("bodies that are larger than any buffer pass through", async () => {
    const { port } = await serving();
    const body = Buffer.alloc(LARGE, "0123456789");
    const sent = request({ port, host: "127.0.0.1", path: "/echo", method: "POST" });
    sent.end(body);
    const [response] = (await once(sent, "response")) as [IncomingMessage];
    const parts = (await response.toArray()) as Buffer[];
    expect(Buffer.concat(parts).equals(body)).toBe(true);
    const large = await asked(port, "/length", "POST", { "Content-Length": `${LARGE + 1}` });
    expect(await next(large)).toMatch(/^HTTP\/1\.1 413 /);
    expect((await ask({ port, path: "/unread", method: "POST" }, Buffer.alloc(1000))).text).toBe("not read");
  });

  test("fields behind a body are there when it was read", async () => {
    const { port } = await serving();
    const socket = await asked(port, "/length", "POST", { "Transfer-Encoding": "chunked", Trailer: "X-Sum" });
    socket.write("5\r\nhello\r\n0\r\nX-Sum: 42\r\n\r\n");
    expect((await received(socket)).toString()).toMatch(/\r\n\r\n5 42$/);
  });

  test("a response is made as fast as its reader takes it, and ends with it", async () => {
    const { guest, port, get } = await serving();
    const reader = await connected(port);
    reader.write("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n");
    await once(reader, "readable"); // and nothing is read
    for (let i = 0; i < 20; i++) await get("/instance");
    reader.resetAndDestroy();
    await guest.printed("the reader has left");
    expect(guest.stdout.toString()).not.toContain("no back-pressure");
  });

  test("a body that breaks is cut short", async () => {
    const { port } = await serving();
    expect((await received(await asked(port, "/broken"))).toString()).not.toContain("\r\n0\r\n\r\n");
  });

  test("what a handler has spawned is not lost behind its response", async () => {
    const { guest, get } = await serving();
    expect((await get("/later")).text).toBe("done");
    await guest.printed("done afterwards");
  });

  test("fetch goes by the host, with bodies both ways", async () => {
    const { port, get } = await serving();
    const url = await origin((from, to) => {
      to.setHeader("Trailer", "X-Sum");
      to.write(`${from.method} ${from.headers["transfer-encoding"] ?? from.headers["content-length"]} `);
      from.on("data", (part) => to.write(part));
      from.on("end", () => {
        to.addTrailers({ "X-Sum": "7" });
        to.end();
      });
    });
    expect((await get(`/upload?url=${url}`)).text).toBe("POST chunked 0,1,2,3,4, 7");
    const body = Buffer.alloc(1_000_000, "abc");
    const { text } = await ask({ port, path: `/proxy?url=${url}`, method: "POST" }, body);
    expect(text === `POST 1000000 ${body}`).toBe(true);
  });

  test("what is wrong with an origin is an answer of a gateway", async () => {
    const { get } = await serving();
    expect(await get("/proxy?url=http://127.0.0.1:1/")).toMatchObject({
      status: 502,
      text: "The request failed: connection refused\n",
    });
    expect((await get("/proxy?url=http://nowhere.invalid/")).text).toMatch(/^The request failed: DNS error/);
    let left: Promise<unknown> = Promise.resolve();
    const silent = await origin((from) => {
      left = once(from.socket, "close");
    });
    expect(await get(`/impatient?url=${silent}`)).toMatchObject({ status: 504 });
    await left;
    const half = await origin((_, to) => {
      to.writeHead(200, { "Content-Length": "10" });
      to.write("half", () => to.destroy());
    });
    // The host may cut the connection before it has sent the head: wasmtime 49 does, now and then, on WASI 0.2.
    await expect(get(`/proxy?url=${half}`)).rejects.toThrow(/aborted|socket hang up/);
  });

  test("what is sent to an origin that has failed goes nowhere", async () => {
    const { port, get, guest } = await serving();
    const silent = await origin(() => {});
    const client = await asked(port, `/impatient?url=${silent}`, "POST", { "Transfer-Encoding": "chunked" });
    client.write("5\r\nhello\r\n");
    expect(await next(client)).toMatch(/^HTTP\/1\.1 504 /);
    client.write("0\r\n\r\n");
    expect(await get(`/slow?url=${silent}`)).toMatchObject({ status: 504 });
    expect((await get("/slow?url=http://127.0.0.1:1/")).status).toBe(502);
    const early = await origin((_, to) => to.writeHead(413).end("too much"));
    expect(await get(`/slow?url=${early}`)).toMatchObject({ status: 413, text: "too much" });
    expect((await get("/instance")).text).toBe("evaluated");
    expect(guest.stderr.toString()).not.toContain("worker failed");
  });

  test("a request that nobody waits for any more is called off", async () => {
    const { get } = await serving();
    let left: Promise<unknown> = Promise.resolve();
    const silent = await origin((from) => {
      left = once(from.socket, "close");
    });
    expect((await get(`/leave?url=${silent}`)).status).toBe(500);
    await left;
  });

  test("many requests leave nothing behind in an instance", async () => {
    const { port, get } = await serving();
    const left = async () => {
      const [, pages, begun] = /^(\d+) (.*)$/.exec((await get("/left")).text) ?? [];
      return { pages: Number(pages), begun };
    };
    const { begun: atStart } = await left(); // what goes on as long as an instance does
    const pages: number[] = [];
    for (let round = 0; round < 4; round++) {
      for (let i = 0; i < 80; i++) {
        await get("/instance");
        await get("/nowhere");
        await ask({ port, path: "/echo", method: "POST" }, Buffer.alloc(100_000));
      }
      const now = await left();
      pages.push(now.pages);
      expect(["", atStart]).toContain(now.begun); // the host may have several instances, and ask one for the first time
    }
    expect(pages[3]).toBeLessThanOrEqual((pages[1] as number) + 1); // instances grow by a page, each when it has to
  });
});

test.runIf(wasmtime)("a request of WASI 0.2 that nothing can ever answer is found out", async () => {
  const { guest, port } = await served("world", "wasip2", { flags, variant: { counted: true } });
  expect((await ask({ port, path: "/forever" })).status).toBe(500);
  expect(guest.stderr.toString()).toMatch(/Deadlock: the request is still waiting.*world\.ts/s);
  expect((await ask({ port, path: "/instance" })).text).toBe("evaluated");
});

/** A connection over which a path was asked for. Its own direction stays open: hyper takes its end as that of the client. */
async function asked(
  port: number,
  path: string,
  method = "GET",
  headers: Record<string, string> = {},
): Promise<Socket> {
  const socket = await connected(port);
  const lines = Object.entries({ Host: "a", Connection: "close", ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
  return socket;
}

// wasmtime makes another instance whenever a request comes while the others are busy: so more are sent until one has enough.
test.runIf(wasmtime)("one instance of WASI 0.3 answers many requests at once, which wait for each other", async () => {
  const { guest, port } = await served("world", "wasip3", { flags, variant: { counted: true } });
  const answers: Promise<string>[] = [];
  let hasMet = false;
  while (!hasMet && answers.length < 300) {
    const answer = next(await asked(port, "/meet"));
    answers.push(answer);
    answer.then(() => {
      hasMet = true;
    });
    await guest.printed("arrived\n".repeat(answers.length));
  }
  expect(await Promise.race(answers)).toMatch(/^HTTP\/1\.1 200 /); // the body may come in a packet of its own
});
