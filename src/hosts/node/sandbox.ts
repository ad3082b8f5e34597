// Where a guest's path leads on this machine. The path is walked component by component, as a kernel would, with `..` and
// symbolic links resolved here: nothing that lies outside of the root is ever named to the system.

import { lstatSync, readlinkSync } from "node:fs";
import { fail } from "../wasi/errno.js";

/** As many links as Linux follows in one path. */
const MAX_LINKS = 40;

export interface Place {
  /** Path on this machine; a final `/` is kept when the guest's path demands a directory. */
  path: string;
  /** The root itself, which can be looked at but not removed, renamed or created. */
  isRoot: boolean;
}

/**
 * Resolves `path` below `root`, an absolute path of this machine without symbolic links. Every component but the last must
 * exist; the last is followed when it is a symbolic link and `follow` is true or a `/` comes after it.
 * Absolute paths and links, and `..` out of the root, fail with EPERM.
 */
export function resolveInside(root: string, path: string, follow: boolean): Place {
  if (path === "") fail("NOENT");
  if (path.includes("\0")) fail("INVAL");
  const pending = components(path);
  const inside: string[] = [];
  let links = 0;
  let directory = false;

  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (part === "" || part === ".") {
      directory = true;
      continue;
    }
    if (part === "..") {
      if (inside.pop() === undefined) fail("PERM");
      directory = true;
      continue;
    }
    const here = join(root, inside, part);
    const isLast = pending.length === 0;
    const wantsDirectory = pending.every((rest) => rest === "" || rest === ".");
    const stat = lstatSync(here, { throwIfNoEntry: false });
    if (stat?.isSymbolicLink() && (!isLast || follow)) {
      if (++links > MAX_LINKS) fail("LOOP");
      pending.push(...components(readlinkSync(here)));
      continue;
    }
    if (!isLast && !wantsDirectory) {
      if (stat === undefined) fail("NOENT");
      if (!stat.isDirectory()) fail("NOTDIR");
    }
    inside.push(part);
    directory = false;
  }
  const isRoot = inside.length === 0;
  return { path: join(root, inside, directory && !isRoot ? "" : undefined), isRoot };
}

/** Components, the first one last, so that they can be popped. */
function components(path: string): string[] {
  if (path.startsWith("/")) fail("PERM");
  return path.split("/").reverse();
}

function join(root: string, inside: readonly string[], last?: string): string {
  const parts = last === undefined ? inside : [...inside, last];
  return parts.length === 0 ? root : `${root === "/" ? "" : root}/${parts.join("/")}`;
}
