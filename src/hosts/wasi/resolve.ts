// Where a guest's path leads in a file system. The path is walked component by component, as a kernel would, with `..` and
// symbolic links resolved here: nothing that lies outside of the root is ever asked for. The file system only answers what
// lies under one name of one directory, and enters a directory without following links.

import { fail } from "./errno.js";

/** As many links as Linux follows in one path. */
const MAX_LINKS = 40;

export type Found = { readonly type: "file" | "directory" } | { readonly type: "link"; readonly target: string };

/** A file system as the walk sees it; `D` stands for a directory that is held. */
export interface Tree<D> {
  look(directory: D, name: string): Found | undefined;
  /** Holds the directory of that name, without following links; undefined where there is none. */
  enter(directory: D, name: string): D | undefined;
  /** What `enter` gave is no longer needed. */
  leave(directory: D): void;
}

export interface Place<D> {
  readonly directory: D;
  /** One component, or `.` for the directory itself: then it is no entry that could be made, removed or renamed. */
  readonly name: string;
  /** What is there now. A link only when it was not to be followed. */
  readonly found: Found | undefined;
  /** A `/` comes after the name: it can only be a directory. What was found is one or nothing, unless links are kept. */
  readonly slash: boolean;
}

/**
 * What becomes of a symbolic link in the last component: it is followed, or only when a `/` comes after it, or stands for
 * itself (`checkSlash` then tells what a `/` after it means).
 */
export type LastLink = "follow" | "follow before slash" | "keep";

/**
 * Resolves `path` below `root` and calls `use` while the directories on the way are held. Every component but the last
 * must exist. Absolute paths and links, and `..` out of the root, fail with EPERM.
 */
export function resolve<D, T>(
  tree: Tree<D>,
  root: D,
  path: string,
  lastLink: LastLink,
  use: (place: Place<D>) => T,
): T {
  const entered: D[] = [];
  try {
    return use(walk(tree, root, path, lastLink, entered));
  } finally {
    for (const directory of entered) tree.leave(directory);
  }
}

function walk<D>(tree: Tree<D>, root: D, path: string, lastLink: LastLink, entered: D[]): Place<D> {
  if (path === "") fail("NOENT");
  if (path.includes("\0")) fail("INVAL");
  const pending = components(path);
  const here = (): D => entered.at(-1) ?? root;
  let links = 0;

  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (name === "" || name === ".") continue;
    if (name === "..") {
      const left = entered.pop() ?? fail("PERM");
      tree.leave(left);
      continue;
    }
    const slash = pending.length > 0;
    const isLast = pending.every((rest) => rest === "");
    const directory = isLast ? undefined : tree.enter(here(), name);
    if (directory !== undefined) {
      entered.push(directory);
      continue;
    }
    const found = tree.look(here(), name);
    if (found?.type === "link" && (!isLast || lastLink === "follow" || (slash && lastLink !== "keep"))) {
      if (++links > MAX_LINKS) fail("LOOP");
      pending.push(...components(found.target));
      continue;
    }
    if (isLast) {
      const place = { directory: here(), name, found, slash };
      if (lastLink !== "keep") checkSlash(place);
      return place;
    }
    fail(found === undefined ? "NOENT" : "NOTDIR");
  }
  return { directory: here(), name: ".", found: { type: "directory" }, slash: false };
}

/** Only a directory may have a `/` after its name. */
export function checkSlash<D>({ found, slash }: Place<D>): void {
  if (slash && found !== undefined && found.type !== "directory") fail("NOTDIR");
}

/** For calls about an entry itself, not about what it leads to: `.` and `..` are none, and fail with the given errno. */
export function checkName<D>({ name }: Place<D>, dots: "BUSY" | "EXIST" | "INVAL" | "ISDIR"): void {
  if (name === ".") fail(dots);
}

/** Components, the first one last, so that they can be popped. */
function components(path: string): string[] {
  if (path.startsWith("/")) fail("PERM");
  return path.split("/").reverse();
}
