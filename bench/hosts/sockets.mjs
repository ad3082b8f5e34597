// An echo server as a guest, on sockets, in each way in which this Node can let it wait. The server is a process of its own
// (this file again), the client is this one.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";
import { hosts } from "../../dist/hosts/index.js";

const ROUNDS = 3;
const CONNECTIONS = 10;
const ROUND_TRIPS = 4000;
const MESSAGE = Buffer.alloc(16, "ping");
const BYTES = 64 * 1024 * 1024;
const BLOCK = Buffer.alloc(64 * 1024, "block");

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** What a guest can do on this Node, the best of some rounds: round trips and megabytes a second. */
export async function measureSockets() {
  const folder = mkdtempSync(join(tmpdir(), "bench-sockets-"));
  try {
    const server = await compile(join(folder, "serve.wasm"));
    const ways = "Suspending" in WebAssembly ? ["suspend", "block"] : ["block"];
    const results = ways.map((waiting) => ({ waiting, single: 0, many: 0, megabytes: 0 }));
    for (let round = 0; round < ROUNDS; round++) {
      for (const result of results) await measure(server, result);
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function compile(file) {
  const source = "wasi-fixtures/hosts/serve.ts";
  const abort = "abort=wasi-fixtures/hosts/serve/serveAbort";
  const options = ["--runtime", "stub", "-O3", "--exportStart", "_start", "--use", abort, "--outFile", file];
  const { error, stderr } = await asc.main([source, "--baseDir", repository, ...options]);
  if (error) throw new Error(stderr.toString());
  return file;
}

/** One server, and a client that uses it in three ways; what is better than before is kept. */
async function measure(server, result) {
  const total = String(1 + 2 * CONNECTIONS);
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), server, result.waiting, total], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const port = await new Promise((resolve) => child.stderr.once("data", (text) => resolve(Number(text))));
  const better = (name, rate) => {
    result[name] = Math.max(result[name], rate);
  };
  better("single", (await perSecond(() => roundTrips(port))) * ROUND_TRIPS);
  better("many", (await perSecond(() => together(() => roundTrips(port)))) * ROUND_TRIPS * CONNECTIONS);
  better("megabytes", ((await perSecond(() => together(() => transfer(port, BYTES / CONNECTIONS)))) * BYTES) / 1e6);
  if ((await ended) !== 0) throw new Error(`the server failed: ${result.waiting}`);
}

async function perSecond(work) {
  const started = performance.now();
  await work();
  return 1000 / (performance.now() - started);
}

function together(work) {
  return Promise.all(Array.from({ length: CONNECTIONS }, work));
}

/** Sends a message, waits for it to come back, and again. */
function roundTrips(port) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true }, () => socket.write(MESSAGE));
    let [received, left] = [0, ROUND_TRIPS];
    socket.on("data", ({ length }) => {
      received += length;
      if (received < MESSAGE.length) return;
      received = 0;
      if (--left > 0) socket.write(MESSAGE);
      else socket.end();
    });
    socket.on("close", resolve);
    socket.on("error", reject);
  });
}

/** Sends so many bytes while it receives them. */
function transfer(port, bytes) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true }, send);
    let sent = 0;
    function send() {
      while (sent < bytes) {
        sent += BLOCK.length;
        if (!socket.write(BLOCK)) return;
      }
      socket.end();
    }
    socket.on("drain", send);
    socket.on("data", () => {});
    socket.on("end", resolve);
    socket.on("error", reject);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , file, waiting, total] = process.argv;
  const node = hosts().find(({ name }) => name === "node");
  const listening = { listen: ["127.0.0.1:0"], onListen: ([{ port }]) => process.stderr.write(`${port}\n`) };
  process.exitCode = await node.run({ file, waiting, args: [total], env: {}, preopens: [], ...listening });
}
