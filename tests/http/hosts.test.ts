// One source of a service (wasi-fixtures/http/service.ts) on every host that has sockets, asked by Node's own client.

import { Agent, type IncomingMessage, type RequestOptions, request } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Running } from "../hosts/guests.js";
import { freePort, type NetHost, netHosts } from "../net/hosts.js";
import { connected, received } from "../net/peers.js";
import { compiled } from "../setup/guests.js";

async function serving(host: NetHost): Promise<{ guest: Running; port: number; agent: Agent }> {
  const port = await freePort();
  const guest = host.start(
    await compiled("http", "service", { target: host.target }),
    [`127.0.0.1:${port}`, `${host.canConnect}`],
    port,
  );
  await guest.printed("ready at ");
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  return { guest, port, agent };
}

interface Answer {
  status: number | undefined;
  headers: IncomingMessage["headers"];
  text: string;
}

function ask(options: RequestOptions, body?: Uint8Array): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", ...options }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part) => {
        text += part;
      });
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

describe.each(netHosts())("on $name", (host) => {
  test("requests are answered over connections that stay open, and the service ends gracefully", async () => {
    const { guest, port, agent } = await serving(host);
    const get = (path: string) => ask({ port, agent, path });
    const post = (path: string, body: Uint8Array, headers = {}) =>
      ask({ port, agent, path, method: "POST", headers }, body);

    expect(await get("/hello/ada")).toMatchObject({ status: 200, text: "hello ada" });
    const body = Buffer.alloc(1_000_000, "0123456789");
    expect((await post("/length", body)).text).toBe("1000000");
    expect((await post("/length", body, { "Transfer-Encoding": "chunked" })).text).toBe("1000000");
    expect((await post("/echo", body)).text).toBe(body.toString());
    const { text, headers } = await get("/lines/2000");
    expect(headers["transfer-encoding"]).toBe("chunked");
    expect({ length: text.length, end: text.slice(-5) }).toEqual({ length: 2000 * 1024, end: "1999\n" });
    expect((await get("/events")).text).toBe(
      "event: tick\ndata: 1\n\nevent: tick\ndata: 2\n\nevent: tick\ndata: 3\n\n",
    );
    expect(await get("/fail")).toMatchObject({ status: 500, text: "Internal Server Error\n" });
    expect(await get("/length")).toMatchObject({ status: 405, headers: { allow: "POST" } });
    if (host.canConnect) {
      const url = `http://127.0.0.1:${port}/hello/client`;
      expect((await get(`/proxy?url=${url}`)).text).toBe("200 hello client");
    }

    const broken = await connected(port); // neither of these two is the end of the service
    broken.end("GET / HTTP/9.9\r\n\r\n");
    expect((await received(broken)).toString()).toMatch(/^HTTP\/1\.1 505 /);
    const leaving = await connected(port);
    leaving.write("GET /lines/100000 HTTP/1.1\r\nHost: a\r\n\r\n");
    leaving.once("data", () => leaving.resetAndDestroy());

    const paths = Array.from({ length: 100 }, (_, i) => `/hello/${i}`);
    const answers = await Promise.all(paths.map((path) => ask({ port, path })));
    expect(answers.map((answer) => answer.text)).toEqual(paths.map((_, i) => `hello ${i}`));
    expect((await get("/stop")).text).toBe("stopping");
    const { code, stdout, stderr } = await guest.end();
    expect(stdout.split("\n").slice(1)).toEqual(["stopped", ""]);
    expect(stderr).toContain("Error: broken\n    at ");
    expect(code).toBe(0);
  });
});
