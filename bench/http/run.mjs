// Requests a second and latency beside peers, measured in rounds by wrk (one thread):
//
//   node bench/http/run.mjs [--rounds 5] [--seconds 2] [--only Pollen,tokio] [--write]
//
// Every measurement starts its server anew. `--write` puts the table into README.md. What a peer is: peers/.

import { execFile, execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { measureInRounds } from "../../dist/bench/rounds.js";
import { shown } from "../../dist/bench/statistics.js";
import { compile, freePort, hosts, root, serving } from "./guest.mjs";
import { table } from "./report.mjs";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "2" },
    only: { type: "string", default: "" },
    write: { type: "boolean", default: false },
  },
});
const here = join(root, "bench/http");
const wasmtime = process.env.WASMTIME || "wasmtime";
const REFERENCE = "tokio, WASI 0.2";

const pollen = { node: "Node 20 (blocks)", node24: "Node 24 (suspends)", wasip2: "WASI 0.2", wasip3: "WASI 0.3", wasix: "wasmer" };
const files = await compile("bench/http/server.ts", Object.values(hosts).map(({ target }) => target));
const subjects = new Map();
for (const name of ["wasip2", "wasip3", "wasix", "node", "node24"]) {
  const { target, command } = hosts[name];
  subjects.set(`Pollen, ${pollen[name]}`, (port) => command(files[target], { port, args: [`127.0.0.1:${port}`] }));
}
const ready = (file) => (process.env.POLLEN_PEERS ?? "").split(":").map((folder) => join(folder, file)).find(existsSync);
const missing = [];
function peer(name, file, command) {
  if (file) subjects.set(name, (port) => command(file, `${port}`));
  else missing.push(name);
}
const network = ["run", "-S", "inherit-network"];
peer(REFERENCE, ready("tokio_tcp.wasm"), (file, port) => [wasmtime, [...network, file, "http", port]]);
peer("wstd, WASI 0.2", ready("wstd_tcp.wasm"), (file, port) => [wasmtime, [...network, file, "http", port]]);
peer("tokio, native", ready("tokio_tcp"), (file, port) => [file, ["http", port]]);
peer("Go net/http, native", goProgram(), (file, port) => [file, [port]]);
peer("Node http", join(here, "peers/node-http.mjs"), (file, port) => [process.execPath, [file, port]]);

function goProgram() {
  const program = join(root, "build/bench-http/net-http");
  try {
    execFileSync("go", ["build", "-o", program, join(here, "peers/net-http.go")], { stdio: "ignore" });
    return program;
  } catch {
    return undefined;
  }
}

const wanted = values.only.split(",").filter((name) => name.length);
const chosen = [...subjects.keys()].filter((name) => !wanted.length || wanted.some((part) => name.includes(part)));
const plan = { rounds: Number(values.rounds), lines: [1, 64], subjects: chosen };

const figures = await measureInRounds({
  ...plan,
  async measure(connections, name, round) {
    const port = await freePort();
    const service = await serving(...subjects.get(name)(port), port);
    const load = (seconds) =>
      promisify(execFile)("wrk", ["-t1", `-c${connections}`, `-d${seconds}s`, "--latency", `http://127.0.0.1:${port}/`]);
    await load(1); // the warm-up
    const before = processorTime(service.pid);
    const { stdout } = await load(values.seconds);
    const requests = Number(/(\d+) requests in/.exec(stdout)[1]);
    const used = (processorTime(service.pid) - before) / requests;
    await service.stop();
    const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]);
    console.error(`round ${round + 1}, ${connections} connections, ${name}: ${requests ? shown(rate) : "no answer"}`);
    if (!requests) return [];
    return [
      { figure: `${connections} rate`, value: rate, unit: "requests/s" },
      { figure: `${connections} p99`, value: milliseconds(/99%\s+([\d.]+)(us|ms|s)/.exec(stdout)), unit: "ms" },
      { figure: `${connections} cpu`, value: used * 1e6, unit: "us" },
    ];
  },
});

function milliseconds([, number, unit]) {
  return Number(number) * { us: 0.001, ms: 1, s: 1000 }[unit];
}

/** Seconds of processor time that a process has used: proc(5), fields 14 and 15, in hundredths. */
function processorTime(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const absent = missing.length ? `\n\nNot measured, for it was not there: ${missing.join("; ")}.` : "";
const report = `${table(figures, plan, REFERENCE)}${absent}\n`;
console.log(report);
if (values.write) {
  const file = join(here, "README.md");
  const [before, , after] = readFileSync(file, "utf8").split(/(?<=<!-- table -->\n)|(?=<!-- end -->)/);
  writeFileSync(file, `${before}\n${new Date().toISOString().slice(0, 10)}, ${values.rounds} rounds.\n\n${report}\n${after}`);
}
