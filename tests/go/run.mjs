// Go's own tests, built for wasip1, on our Node host and on wasmtime: `npm run test:go`. Fails when a test passes on
// wasmtime and not on ours.
//
//   --quick   without the tests that take long (SLOW)
//   --write   puts the table into docs/hosts.md
//
// Needs Go on PATH and wasmtime ($WASMTIME, or on PATH). Without them it says so and succeeds, but fails under CI.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PACKAGES = ["time", "context", "sync", "io", "os", "net", "bufio", "path/filepath"];
/** Each takes seconds on every host. */
const SLOW = "TestRootMulti|TestStopResult|TestResetResult|TestTimerGC|TestConcurrentTimerReset";
/** All tests of one package, and one built program. */
const TIMEOUT_MS = 300_000;

const root = fileURLToPath(new URL("../../", import.meta.url));
const build = join(root, "build/go-tests");
const cli = join(root, "dist/cli/main.js");
const docs = join(root, "docs/hosts.md");
const wasmtime = process.env.WASMTIME || "wasmtime";
const quick = process.argv.includes("--quick");
const run = promisify(execFile);

/** The command that runs a module with the whole file system and these arguments, as Go's own script has it. */
const hosts = {
  ours: (folder, module, args) => [
    ...[process.execPath, cli, "run", "--dir", "/::/", "--env", `PWD=${folder}`, "--env", "PATH", module, "--"],
    ...args,
  ],
  wasmtime: (folder, module, args) => [
    ...[wasmtime, "run", "--dir=/", "--env", `PWD=${folder}`, "--env", `PATH=${process.env.PATH}`],
    ...["-W", "max-wasm-stack=8388608", module, ...args],
  ],
};

async function version(command, args) {
  try {
    return (await run(command, args)).stdout.trim();
  } catch {
    return undefined;
  }
}

const versions = { go: await version("go", ["version"]), wasmtime: await version(wasmtime, ["--version"]) };
for (const [name, found] of Object.entries(versions)) {
  if (found !== undefined) continue;
  console.log(`Go's tests are ${process.env.CI === "true" ? "not run" : "skipped"}: ${name} is missing`);
  process.exit(process.env.CI === "true" ? 1 : 0);
}
const goroot = (await run("go", ["env", "GOROOT"])).stdout.trim();
const wasip1 = { ...process.env, GOOS: "wasip1", GOARCH: "wasm", GOFLAGS: "", GO111MODULE: "" };

/** Names of tests by outcome, subtests included. */
async function outcomes(host, name, module) {
  const folder = join(goroot, "src", name);
  const args = ["-test.short", "-test.v", ...(quick ? [`-test.skip=${SLOW}`] : [])];
  const [program, ...rest] = hosts[host](folder, module, args);
  const child = spawn(program, rest, { cwd: folder, stdio: ["ignore", "pipe", "pipe"], timeout: TIMEOUT_MS });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
  const [code] = await once(child, "close");
  const named = (outcome) => [...output.matchAll(new RegExp(`^ *--- ${outcome}: (\\S+)`, "gm"))].map(([, test]) => test);
  const result = { passed: named("PASS"), failed: named("FAIL"), skipped: named("SKIP") };
  if (code !== 0 && result.failed.length === 0) result.failed.push(`(ended with ${code}) ${output.slice(-500)}`);
  return result;
}

/** Go's test of sockets, from internal/runtime/wasitest: a guest finds the socket that it was given, and echoes. */
async function echo(module, listening) {
  const [program, ...args] = listening;
  const child = spawn(program, [...args, module], { stdio: ["ignore", "ignore", "pipe"], timeout: 20_000 });
  let said = "";
  const ended = once(child, "close");
  const port = await new Promise((resolve) => {
    child.stderr.on("data", (text) => {
      said += text;
      const [, found] = /listening at 127\.0\.0\.1:(\d+)/.exec(said) ?? [];
      if (found) resolve(Number(found));
    });
    child.once("close", () => resolve(undefined));
  });
  if (port === undefined) return { passed: [], failed: ["TestTCPEcho"], skipped: [] };
  const socket = connect({ port, host: "127.0.0.1" });
  socket.write("foobar");
  let answer = "";
  for await (const part of socket) answer += part;
  const [code] = await ended;
  return { passed: [], failed: [], skipped: [], [code === 0 && answer === "foobar" ? "passed" : "failed"]: ["TestTCPEcho"] };
}

mkdirSync(build, { recursive: true });
const rows = [];
for (const name of PACKAGES) {
  const module = join(build, `${name.replaceAll("/", "_")}.wasm`);
  await run("go", ["test", "-c", "-o", module, name], { env: wasip1, cwd: build });
  const [ours, theirs] = await Promise.all([outcomes("ours", name, module), outcomes("wasmtime", name, module)]);
  rows.push({ name, ours, theirs });
  console.log(`${name}: ${told(ours)}; wasmtime: ${told(theirs)}`);
}
const echoModule = join(build, "tcpecho.wasm");
const echoSource = join(goroot, "src/internal/runtime/wasitest/testdata/tcpecho.go");
await run("go", ["build", "-o", echoModule, echoSource], { env: wasip1, cwd: build });
const sockets = {
  name: "net, on a real socket",
  ours: await echo(echoModule, [process.execPath, cli, "run", "--listen", "127.0.0.1:0"]),
  // As Go's own test starts it; this wasmtime no longer has the option.
  theirs: await echo(echoModule, [wasmtime, "run", "--tcplisten=127.0.0.1:0"]),
};
rows.push(sockets);
console.log(`${sockets.name}: ${told(sockets.ours)}; wasmtime: ${told(sockets.theirs)}`);

function told({ passed, failed, skipped }) {
  const parts = [`${passed.length} passed`];
  if (failed.length > 0) parts.push(`${failed.length} failed`);
  if (skipped.length > 0) parts.push(`${skipped.length} skipped by Go`);
  return parts.join(", ");
}

function table() {
  const head = [
    `${versions.go.replace(/^go version go(\S+).*/, "Go $1")}, Node ${process.versions.node}, ${versions.wasmtime.replace(/ \(.*/, "")}; \`-test.short\`; subtests are counted.`,
    "",
    "| package | our Node host | wasmtime |",
    "|---|---|---|",
  ];
  return [...head, ...rows.map(({ name, ours, theirs }) => `| \`${name}\` | ${told(ours)} | ${told(theirs)} |`)].join("\n");
}

if (process.argv.includes("--write")) {
  const text = readFileSync(docs, "utf8");
  const between = /(<!-- by npm run test:go -- --write -->\n)[^]*?(<!-- end -->)/;
  writeFileSync(docs, text.replace(between, (_, start, end) => `${start}${table()}\n${end}`));
}

const worse = rows.flatMap(({ name, ours, theirs }) => {
  return theirs.passed.filter((test) => !ours.passed.includes(test)).map((test) => `${name}: ${test} passes on wasmtime only`);
});
const failures = rows.flatMap(({ name, ours }) => ours.failed.map((test) => `${name}: ${test} fails on our host`));
for (const line of [...worse, ...failures]) console.error(line);
process.exitCode = worse.length + failures.length > 0 ? 1 : 0;
