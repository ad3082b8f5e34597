import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, before, test } from "node:test";

let workerd;
let url = "";

before(async () => {
  const args = ["serve", "--socket-addr=http=127.0.0.1:0", "--control-fd=3", "workerd.capnp"];
  workerd = spawn("workerd", args, { stdio: ["ignore", "inherit", "inherit", "pipe"] });
  const ended = once(workerd, "exit").then(() => assert.fail("workerd does not start"));
  const [line] = await Promise.race([once(workerd.stdio[3], "data"), ended]);
  url = `http://127.0.0.1:${JSON.parse(line).port}`;
});
after(() => workerd.kill("SIGKILL"));

const get = async (path) => (await fetch(url + path)).text();

test("answers", async () => {
  assert.equal(await get("/hello/Ada"), "Hello, Ada!\n");
  assert.equal((await fetch(`${url}/nowhere`)).status, 404);
});

test("keeps notes", async () => {
  assert.equal((await fetch(`${url}/notes/one`)).status, 404);
  assert.equal((await fetch(`${url}/notes/one`, { method: "PUT", body: "a note" })).status, 204);
  assert.equal(await get("/notes/one"), "a note");
});

test("streams, with timers in between", async () => {
  assert.equal(await get("/countdown"), "3\n2\n1\n");
  const body = new Uint8Array(1_000_000).fill(7);
  const echoed = await fetch(`${url}/echo`, { method: "POST", body });
  assert.deepEqual(new Uint8Array(await echoed.arrayBuffer()), body);
});

test("asks others", async () => {
  const asked = ["/hello/you", "/nowhere"].map((path) => `url=${encodeURIComponent(url + path)}`);
  assert.equal(await get(`/statuses?${asked.join("&")}`), "200 404");
});

test("answers many requests in one instance", async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => get(i % 2 ? `/hello/${i}` : "/countdown")));
  assert.deepEqual(answers, Array.from({ length: 100 }, (_, i) => (i % 2 ? `Hello, ${i}!\n` : "3\n2\n1\n")));
});
