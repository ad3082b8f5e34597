// Static files (wasi-fixtures/http/files.ts): what is served, and that no path leads out of the directory.

import { mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hostsHere, start } from "../hosts/guests.js";
import { compiled } from "../setup/guests.js";
import { folderWith } from "../setup/pollen.js";

/** Path of a request, and what is answered: status, type, body. */
const answers: [path: string, answer: string][] = [
  ["", "200 text/html;charset=utf-8 <p>hello"],
  ["sub/a%20b.txt", "200 text/plain;charset=utf-8 text"],
  ["empty", "200 application/octet-stream "],
  ...[
    ...["sub", "sub/", "nothing", "sub//a%20b.txt", "empty/x", ".", "a%00b", "sub%5Ca%20b.txt"],
    ...["..", "../secret", "%2e%2e/secret", "..%2fsecret", "sub/../../secret", "link", "x".repeat(5000)],
  ].map((path): [string, string] => [path, "404 text/plain;charset=utf-8 Not Found"]),
];

describe.each(hostsHere())("on %s", (host) => {
  test("what is there is served, and nothing from outside", async () => {
    const folder = folderWith({ secret: "secret" });
    const root = join(folder, "public");
    mkdirSync(join(root, "sub"), { recursive: true });
    for (const [name, text] of Object.entries({ "index.html": "<p>hello", "sub/a b.txt": "text", empty: "" })) {
      writeFileSync(join(root, name), text);
    }
    symlinkSync("../secret", join(root, "link"));
    const modified = statSync(join(root, "index.html")).mtime.toUTCString();
    const requests = [
      ...answers.map(([path]) => `GET /static/${path} HTTP/1.1\r\nHost: a\r\n\r\n`),
      `GET /static/ HTTP/1.1\r\nHost: a\r\nIf-Modified-Since: ${modified}\r\n\r\n`,
      "POST /static/ HTTP/1.1\r\nHost: a\r\n\r\n",
    ];
    const options = { preopens: [{ host: root, guest: "/public" }] };
    const running = start(host, await compiled("http", "files"), options, "pipe");
    running.child.stdin?.end(requests.join(""));
    const { stdout, stderr } = await running.end();
    const found = stdout.split("HTTP/1.1 ").slice(1);
    expect(found.map((text) => summary(text))).toEqual([
      ...answers.map(([, answer]) => answer),
      "304  ",
      "405 text/plain;charset=utf-8 Method Not Allowed",
    ]);
    expect(found[0]).toContain(`Last-Modified: ${modified}\r\n`);
    expect(stderr).toBe("");
  });
});

function summary(response: string): string {
  const [head = "", body = ""] = response.split("\r\n\r\n");
  return `${head.slice(0, 3)} ${/^Content-Type: (.*)\r$/m.exec(head)?.[1] ?? ""} ${body.trim()}`;
}
