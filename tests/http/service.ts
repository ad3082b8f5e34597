// What wasi-fixtures/http/service.ts is asked for on every host.

import type { Agent } from "node:http";
import { expect } from "vitest";
import { type Answer, ask } from "./client.js";

export interface Client {
  port: number;
  get(path: string): Promise<Answer>;
  send(method: string, path: string, body: Uint8Array | string, headers?: Record<string, string>): Promise<Answer>;
}

/** Asks over the connections of an agent. */
export function clientOf(port: number, agent: Agent): Client {
  return {
    port,
    get: (path) => ask({ port, agent, path }),
    send: (method, path, body, headers = {}) => ask({ port, agent, path, method, headers }, body),
  };
}

/** Asks for everything but the to-do list. */
export async function expectService({ port, get, send }: Client, canConnect: boolean): Promise<void> {
  expect(await get("/hello/ada")).toMatchObject({ status: 200, text: "hello ada" });
  const body = Buffer.alloc(1_000_000, "0123456789");
  expect((await send("POST", "/length", body)).text).toBe("1000000");
  expect((await send("POST", "/length", body, { "Transfer-Encoding": "chunked" })).text).toBe("1000000");
  expect((await send("POST", "/echo", body)).text).toBe(body.toString());
  const { text, headers } = await get("/lines/2000");
  expect(headers["transfer-encoding"]).toBe("chunked");
  expect({ length: text.length, end: text.slice(-5) }).toEqual({ length: 2000 * 1024, end: "1999\n" });
  expect((await get("/ticks")).text).toBe("event: tick\ndata: 1\n\nevent: tick\ndata: 2\n\nevent: tick\ndata: 3\n\n");
  expect(await get("/fail")).toMatchObject({ status: 500, text: "Internal Server Error\n" });
  expect(await get("/length")).toMatchObject({ status: 405, headers: { allow: "POST" } });
  if (canConnect) {
    const url = `http://127.0.0.1:${port}/hello/client`;
    expect((await get(`/proxy?url=${url}`)).text).toBe("200 hello client");
  }
  const paths = Array.from({ length: 100 }, (_, i) => `/hello/${i}`);
  const answers = await Promise.all(paths.map((path) => ask({ port, path })));
  expect(answers.map((answer) => answer.text)).toEqual(paths.map((_, i) => `hello ${i}`));
}
