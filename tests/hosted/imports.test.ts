// What a module of target `hosted` imports: what its source declares, and nothing else.

import { join } from "node:path";
import { expect, test } from "vitest";
import { BuildError, build } from "../../src/compiler/build.js";
import { folderWith } from "../setup/pollen.js";

const main = "export async function main(): Promise<void>";

async function importsOf(source: string, flags: string[] = []): Promise<string[]> {
  const entry = join(folderWith({ "main.ts": source, "package.json": "{}" }), "main.ts");
  const { wasm } = await build({ entry, target: "hosted", optimize: "-O0", flags });
  return WebAssembly.Module.imports(new WebAssembly.Module(wasm)).map(({ module, name }) => `${module}.${name}`);
}

/** The lines at which a program is refused, and the imports that they need. */
async function refused(source: string): Promise<string[]> {
  const error = await importsOf(source).catch((error) => error);
  expect(error).toBeInstanceOf(BuildError);
  expect(error.code).toBe("POLLEN_E_COMPILE");
  expect(error.diagnostics).toMatch(/Have the host do it, .* or build for --target wasip1\./);
  const found = error.diagnostics.matchAll(/has no '([^']+)'.*?main\.ts\((\d+),\d+\)/gs) as Iterable<string[]>;
  return [...found].map(([, name, line]) => `${line}: ${name}`);
}

test("all that needs no system, without optimization", async () => {
  const source = `import { Channel, scope, sleep, spawn, stderr, stdin, stdout, timeout } from "as-pollen";
${main} {
  console.log(Date.now().toString() + Math.random().toString() + performance.now().toString());
  console.time();
  trace("trace", 1, 2);
  setTimeout(() => {}, 1);
  const channel = new Channel<string>(1);
  await scope<void>(async (s) => {
    s.spawn(async () => { await channel.send("x"); });
    await timeout(channel.receive(), 10);
    await stdout.write("x");
    await stderr.write("x");
    for await (const line of stdin.lines()) console.log(line);
  });
  process.stdout.write(process.argv.length.toString() + process.env.size.toString() + process.time().toString());
  if (process.hrtime() == 1) process.exit(3);
  assert(true);
  await spawn(sleep(1));
  throw new Error("x");
}`;
  expect(await importsOf(source)).toEqual([]);
});

test("functions of the user's", async () => {
  const source = `// @ts-ignore: decorator
@external("host", "lookup") declare function lookup(key: i32): Promise<i32>;
declare function plain(): void;
${main} { plain(); await lookup(1); }`;
  expect((await importsOf(source)).sort()).toEqual(["host.lookup", "main.plain"]);
});

test("files, sockets, and what is random enough for cryptography", async () => {
  expect(
    await refused(`import { lookup, readTextFile, TcpListener, TcpStream, UdpSocket, writeFile } from "as-pollen";
async function config(): Promise<string> {
  return await readTextFile("x");
}
${main} {
  await config();
  await writeFile("y", "z");
}
export async function connect(): Promise<void> {
  await TcpStream.connect("a:1");
}
export function random(): void {
  crypto.getRandomValues(new Uint8Array(8));
}`),
  ).toEqual([
    "3: wasi_snapshot_preview1.fd_prestat_get",
    "10: wasi_snapshot_preview1.sock_accept",
    "13: wasi_snapshot_preview1.random_get",
  ]);
  const listening = `import { TcpListener } from "as-pollen";\n${main} {\n  await TcpListener.bind("a:1");\n}`;
  expect(await refused(listening)).toEqual(["3: wasi_snapshot_preview1.sock_accept"]);
});

test("a system's functions, though the user declares them", async () => {
  const source = `// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_close") declare function close(fd: i32): i32;
${main} {
  close(3);
}`;
  expect(await refused(source)).toEqual(["4: wasi_snapshot_preview1.fd_close"]);
});

test("what an option of the compiler imports is found in the finished module", async () => {
  const error = await importsOf(`${main} {}`, ["--importMemory"]).catch((error) => error);
  expect(error).toMatchObject({ name: "BuildError", code: "POLLEN_E_IMPURE" });
  expect(error.message).toMatch(/the module imports env\.memory$/);
});
