// A service under constant load, for as long as you want: does it take more memory?
//
//   node bench/http/soak.mjs [--host node|node24|wasip2|wasip3|wasix] [--seconds 600] [--rate 1000]
//
// examples/http-service is asked for its items `rate` times a second (h2load, 16 connections), while others change items,
// and a listener of events comes and goes. Every second the resident memory of the process is read (/proc), and the linear
// memory of the guest (the service's own metrics). Flat: the medians of the last two thirds differ by less than 5 %.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compile, freePort, hosts, serving } from "./guest.mjs";

const { values } = parseArgs({
  options: {
    host: { type: "string", default: "node" },
    seconds: { type: "string", default: "600" },
    rate: { type: "string", default: "1000" },
  },
});
const [seconds, rate] = [Number(values.seconds), Number(values.rate)];
const { target, command } = hosts[values.host];
const CONNECTIONS = 16;
const ITEMS = 20;

const files = await compile("examples/http-service/main.ts", [target]);
const data = mkdtempSync(join(tmpdir(), "pollen-soak-"));
const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const env = { DATA: "/data/items.json", ADDRESS: `127.0.0.1:${port}` };
const service = await serving(...command(files[target], { port, data, env }), port);

const send = async (method, path, body) => {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(base + path, { method, ...(body && { headers, body: JSON.stringify(body) }) });
  return { status: answer.status, text: await answer.text() };
};
for (let i = 0; i < ITEMS; i++) await send("POST", "/items", { text: `item ${i}` });

const load = spawn(
  "h2load",
  ["--h1", `-c${CONNECTIONS}`, `--rps=${rate / CONNECTIONS}`, `-D${seconds}`, `${base}/items`],
  { stdio: ["ignore", "pipe", "inherit"] },
);
let said = "";
load.stdout.on("data", (part) => (said += part));
const loadEnded = new Promise((resolve) => load.once("exit", resolve));

const samples = [];
let changes = 0;
for (let second = 0; second < seconds; second++) {
  const next = new Promise((resolve) => setTimeout(resolve, 1000));
  const events = new AbortController();
  const listener = fetch(`${base}/events`, { signal: events.signal }).catch(() => {});
  const { text } = await send("POST", "/items", { text: `change ${second}` });
  const { id } = JSON.parse(text);
  await send("PUT", `/items/${id}`, { text: "changed", done: true });
  await send("DELETE", `/items/${id}`);
  changes += 3;
  await listener;
  events.abort();
  const metrics = await send("GET", "/metrics");
  samples.push({
    second,
    resident: Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${service.pid}/status`, "utf8"))[1]) * 1024,
    linear: Number(/wasm_memory_bytes (\d+)/.exec(metrics.text)[1]),
  });
  await next;
}
await loadEnded;
await service.stop();
rmSync(data, { recursive: true });

const MB = 1024 * 1024;
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const third = Math.floor(samples.length / 3);
const of = (name, part) => median(samples.slice(part * third, (part + 1) * third).map((sample) => sample[name]));
console.log(`${values.host}: ${seconds} s, ${changes} changes`);
console.log(said.split("\n").filter((line) => /^(finished|requests|status|traffic)/.test(line)).join("\n"));
let flat = true;
for (const name of ["resident", "linear"]) {
  const thirds = [0, 1, 2].map((part) => of(name, part));
  const isFlat = Math.abs(thirds[2] / thirds[1] - 1) < 0.05;
  flat &&= isFlat;
  console.log(`${name}: ${thirds.map((bytes) => (bytes / MB).toFixed(1)).join(" -> ")} MB, ${isFlat ? "flat" : "NOT FLAT"}`);
}
const failed = /(\d+) failed, (\d+) errored, (\d+) timeout/.exec(said)?.slice(1).map(Number) ?? [-1];
if (failed.some((count) => count !== 0)) console.log(`requests failed: ${failed}`);
process.exitCode = flat && failed.every((count) => count === 0) ? 0 : 1;
