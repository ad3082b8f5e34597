// A server whose connection is standard input and output (wasi-fixtures/http/stdio.ts), on every host.

import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { build } from "../../src/compiler/build.js";
import { hostsHere, start } from "../hosts/guests.js";
import { folderWith, repository } from "../setup/pollen.js";

const requests = [
  "GET /hello?name=B%C3%A9a HTTP/1.1\r\nHost: a\r\n\r\n",
  "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n",
  "GET /count HTTP/1.1\r\nHost: a\r\n\r\n",
  "GET /fail HTTP/1.1\r\nHost: a\r\n\r\n",
  "HEAD /hello HTTP/1.0\r\n\r\n",
].join("");

const responses = [
  "HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Date: now|Content-Length: 11||hello Béa\n",
  "HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Date: now|Content-Length: 5||abcde",
  "HTTP/1.1 200 OK|Content-Type: application/octet-stream|Date: now|Transfer-Encoding: chunked||2|1\n|2|2\n|2|3\n|0||",
  "HTTP/1.1 500 Internal Server Error|Content-Type: text/plain;charset=utf-8|Date: now|Content-Length: 22||",
  "Internal Server Error\n",
  "HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Date: now|Connection: close|Content-Length: 13||",
].join("");

let wasm: Uint8Array;
beforeAll(async () => {
  const entry = join(repository, "wasi-fixtures/http/stdio.ts");
  ({ wasm } = await build({ entry, baseDir: repository, optimize: "-O1" }));
});

describe.each(hostsHere())("on %s", (host) => {
  test("requests are answered, and a handler that fails does not end the service", async () => {
    const file = join(folderWith({ "stdio.wasm": wasm }), "stdio.wasm");
    const running = start(host, file, {}, "pipe");
    running.child.stdin?.end(requests);
    const { code, stdout, stderr } = await running.end();
    const date = /Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g;
    expect(stdout.replace(date, "Date: now").replaceAll("\r\n", "|")).toBe(responses);
    expect(stderr).toMatch(/^Error: broken\n +at answer \(wasi-fixtures\/http\/stdio\.ts:16:\d+\)\n +at async /);
    expect(code).toBe(0);
  });
});
