// 10 to 10,000 connections of a server that all wait, and one that does not: how long its round trips take, and what memory
// the server's processes hold. A connection is a descriptor that is waited for.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { spreadOf } from "../../dist/bench/statistics.js";
import { build } from "../../dist/compiler/build.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const roundTrips = (n) => (n < 10_000 ? 300 : 30);
/** So many connections are made at a time: fewer than the system lets wait to be accepted. */
const AT_A_TIME = 100;

/** How the server is built and run. On our Node host it is given a socket, elsewhere it listens by itself. */
const servers = {
  "Node host": { target: "wasip1", command: [join(root, "bench/scale/node-host.mjs")] },
  "wasmtime, WASI 0.2": { target: "wasip2", command: [join(root, "dist/cli/main.js"), "run", "--host", "wasmtime"] },
  "wasmtime, WASI 0.3": { target: "wasip3", command: [join(root, "dist/cli/main.js"), "run", "--host", "wasmtime"] },
};

/** @returns a point for each number: microseconds of a round trip and MB, by host; without those that a host does not reach */
export async function descriptors(folder, numbers, tell) {
  const points = numbers.map((n) => ({ n }));
  for (const [host, { target, command }] of Object.entries(servers)) {
    const file = join(folder, `server-${target}.wasm`);
    const { wasm } = await build({ entry: join(root, "bench/scale/server.ts"), target, optimize: "-O3" });
    writeFileSync(file, wasm);
    for (const point of points) {
      tell(`descriptors, ${host}, ${point.n}`);
      try {
        const { us, megabytes } = await measure(["--no-warnings", ...command, file], await freePort(), point.n);
        Object.assign(point, { [`us a round trip, ${host}`]: us, [`MB, ${host}`]: megabytes });
      } catch (error) {
        console.error(`${host}, ${point.n} connections: ${error.message}`);
        break;
      }
    }
  }
  return points;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  await once(server.close(), "close");
  return port;
}

async function measure(command, port, n) {
  const server = spawn(process.execPath, [...command, `127.0.0.1:${port}`], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(server, "exit").then(() => {
    throw new Error(`the server ended: ${said.trim().split("\n").at(-1)}`);
  });
  ended.catch(() => {});
  let said = "";
  const sockets = [];
  try {
    await Promise.race([ended, listening()]);
    while (sockets.length < n) {
      const more = Array.from({ length: Math.min(AT_A_TIME, n - sockets.length) }, () => connect(port, "127.0.0.1"));
      sockets.push(...more);
      await Promise.race([ended, Promise.all(more.map(greet))]);
    }
    const [busy] = sockets.slice(-1);
    busy.setNoDelay();
    const times = [];
    for (let i = 0; i < roundTrips(n); i++) {
      const began = performance.now();
      await Promise.race([ended, roundTrip(busy)]);
      times.push(1000 * (performance.now() - began));
    }
    return { us: spreadOf(times).median, megabytes: residentMemory(server.pid) / 1e6 };
  } finally {
    for (const socket of sockets) socket.destroy();
    for (const pid of processes(server.pid)) kill(pid);
    await ended.catch(() => {});
  }

  async function listening() {
    for await (const chunk of server.stderr.iterator({ destroyOnReturn: false })) {
      said += chunk;
      if (/^listening$/m.test(said)) return server.stderr.resume();
    }
    return ended;
  }
}

/** Once it has answered, the server waits for it again. */
async function greet(socket) {
  await once(socket, "connect");
  await roundTrip(socket);
}

async function roundTrip(socket) {
  const answer = once(socket, "data");
  socket.write("x");
  await answer;
}

function kill(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it has ended
  }
}

/** A process and those that it has started, as Linux tells. */
function processes(pid) {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean);
    return [pid, ...children.flatMap((child) => processes(Number(child)))];
  } catch {
    return [pid];
  }
}

/** Bytes; of the process with the program, which is the last one that was started. */
function residentMemory(pid) {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${processes(pid).at(-1)}/status`, "utf8")) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return Number.NaN;
  }
}
