// Another process moves things between the host's look at a path and its use: nothing outside is reached. Here it does so
// exactly then, from inside of the system call that looks.

import fs, { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { DiskDirectory } from "../../src/hosts/node/disk.js";
import { folderWith } from "../setup/pollen.js";

const { lstatSync, openSync } = fs;
afterEach(() => {
  Object.assign(fs, { lstatSync, openSync });
  syncBuiltinESMExports();
});

/** Calls `meddle` right after the system answered the first `name` call about a path that ends so. */
function after(name: "lstatSync" | "openSync", end: string, meddle: () => void): void {
  const original = fs[name] as (...args: unknown[]) => unknown;
  let done = false;
  const replaced = (...args: unknown[]) => {
    const result = original(...args);
    if (!done && String(args[0]).endsWith(end)) {
      done = true;
      meddle();
    }
    return result;
  };
  Object.assign(fs, { [name]: replaced });
  syncBuiltinESMExports();
}

function tempting() {
  const folder = folderWith({ "secret.txt": "secret" });
  const inside = join(folder, "inside");
  mkdirSync(join(inside, "sub"), { recursive: true });
  writeFileSync(join(inside, "sub/secret.txt"), "own");
  writeFileSync(join(inside, "file"), "own");
  /** Puts a link that leads out in the place of what is there. */
  const swap = (name: string, target: string) => {
    renameSync(join(inside, name), join(inside, `${name}.old`));
    symlinkSync(target, join(inside, name));
  };
  return { folder, swap, root: DiskDirectory.at(inside) };
}

const read = { read: true, write: false, create: false, exclusive: false, truncate: false };
const plain = { ...read, directory: false, follow: true };

function contents(opened: ReturnType<DiskDirectory["open"]>): string {
  if ("entries" in opened) return "a directory";
  const bytes = new Uint8Array(16);
  return Buffer.from(bytes.subarray(0, opened.read([bytes], 0))).toString();
}

test.runIf(process.platform === "linux")("a folder on the way that becomes a link stays the folder that it was", () => {
  const { root, swap } = tempting();
  after("openSync", "/sub", () => swap("sub", ".."));
  expect(contents(root.open("sub/secret.txt", plain))).toBe("own");
});

test("a file that becomes a link is not followed", () => {
  const { folder, root, swap } = tempting();
  after("lstatSync", "/file", () => swap("file", "../secret.txt"));
  expect(() => root.open("file", { ...plain, write: true, truncate: true })).toThrow("ELOOP");
  expect(readFileSync(join(folder, "secret.txt"), "utf8")).toBe("secret");
});

test("a folder that becomes a link is not followed, even before a slash", () => {
  const { root, swap } = tempting();
  after("lstatSync", "/sub", () => swap("sub", ".."));
  expect(() => root.open("sub/", { ...plain, directory: true })).toThrow(/ELOOP|ENOTDIR/);
});
