// Where a guest's path leads on this machine. The path is walked component by component, as a kernel would, with `..` and
// symbolic links resolved here: nothing that lies outside of the root is ever named to the system.

import { lstatSync, readlinkSync } from "node:fs";
import { fail } from "../wasi/errno.js";

/** As many links as Linux follows in one path. */
const MAX_LINKS = 40;

export interface Place {
  /** Path on this machine; a final `/` is kept when the guest's path demands a directory. */
  path: string;
  /** The path ends in `.` or `..`, or is the root: no entry of a directory that could be made, removed or renamed. */
  isDots: boolean;
}

/**
 * What becomes of a symbolic link in the last component: it is followed, or only when a `/` comes after it, or stands for
 * itself (then a `/` after it is ENOTDIR).
 */
export type LastLink = "follow" | "follow before slash" | "keep";

/**
 * Resolves `path` below `root`, the absolute path of a directory of this machine. Every component but the last must
 * exist. Absolute paths and links, and `..` out of the root, fail with EPERM.
 */
export function resolveInside(root: string, path: string, lastLink: LastLink): Place {
  if (path === "") fail("NOENT");
  if (path.includes("\0")) fail("INVAL");
  const pending = components(path);
  const inside: string[] = [];
  let links = 0;
  let slash = false;
  let dots = false;

  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (part === "" || part === ".") {
      slash = true;
      dots ||= part === ".";
      continue;
    }
    if (part === "..") {
      if (inside.pop() === undefined) fail("PERM");
      [slash, dots] = [true, true];
      continue;
    }
    [slash, dots] = [false, false];
    const here = join(root, inside, part);
    const beforeSlash = pending.length > 0;
    const isLast = pending.every((rest) => rest === "");
    const stat = lstatSync(here, { throwIfNoEntry: false });
    if (stat?.isSymbolicLink() && (!isLast || lastLink === "follow" || beforeSlash)) {
      if (isLast && lastLink === "keep") fail("NOTDIR");
      if (++links > MAX_LINKS) fail("LOOP");
      pending.push(...components(readlinkSync(here)));
      continue;
    }
    if (!isLast && stat === undefined) fail("NOENT");
    if (!isLast && !stat?.isDirectory()) fail("NOTDIR");
    inside.push(part);
  }
  const isRoot = inside.length === 0;
  return { path: join(root, inside, slash && !isRoot ? "" : undefined), isDots: isRoot || dots };
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
