// In a page or a worker of a browser.

import { MemoryDirectory, openStorage, run } from "as-pollen/browser";
import { runScenarios } from "../scenarios.js";

export { run };

/** The outcomes of the scenarios with what the server has. */
export async function outcomes(target: string, blocks: boolean): Promise<Record<string, unknown>> {
  const program = (name: string) => WebAssembly.compileStreaming(fetch(`/${target}/${name}.wasm`));
  const log = new Uint8Array(await (await fetch("/access.log")).arrayBuffer());
  const [guest, ticks, accessLog] = await Promise.all([program("guest"), program("ticks"), program("accessLog")]);
  return runScenarios({ run, memory: MemoryDirectory.of, programs: { guest, ticks, accessLog }, log, blocks });
}

/** A program changes what is stored, in two runs, of which the second one traps; returns what is there then, by path. */
export async function storage(target: string): Promise<Record<string, unknown>> {
  const root = await navigator.storage.getDirectory();
  const old = await root.getDirectoryHandle("old", { create: true });
  await write(root, "count", "1");
  await write(root, "foreign", "unchanged");
  await write(old, "a", "A");
  await write(old, "gone", "");
  const stored = await openStorage();
  const program = await WebAssembly.compileStreaming(fetch(`/${target}/guest.wasm`));
  const code = await run(program, { args: ["change"], preopens: { "/data": stored } });
  await write(root, "later", "by the page");
  const trapped = await run(program, { args: ["change and trap"], preopens: { "/data": stored } }).catch(String);
  const tooLarge = await openStorage(root, { capacity: 8 }).catch(String);
  return { code, trapped, tooLarge, ...(await tree(root, "")) };
}

const { createWritable } = FileSystemFileHandle.prototype;

async function write(folder: FileSystemDirectoryHandle, name: string, text: string): Promise<void> {
  const stream = await createWritable.call(await folder.getFileHandle(name, { create: true }));
  await stream.write(text);
  await stream.close();
}

async function tree(folder: FileSystemDirectoryHandle, before: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const handle of folder.values()) {
    const path = before + handle.name;
    if (handle.kind === "file") found[path] = await (await (handle as FileSystemFileHandle).getFile()).text();
    else Object.assign(found, { [path]: "a folder" }, await tree(handle as FileSystemDirectoryHandle, `${path}/`));
  }
  return found;
}
