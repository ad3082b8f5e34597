import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./pollen.js";

export interface Source {
  /** Path from the repository's root, with slashes. */
  path: string;
  text: string;
}

/** Every file of the repository that `wanted` takes, ignored ones excepted. */
export function sources(wanted: RegExp): Source[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate"], {
    cwd: repository,
    encoding: "utf8",
  });
  return listed
    .split("\n")
    .filter((path) => wanted.test(path))
    .map((path) => ({ path, text: readFileSync(join(repository, path), "utf8") }));
}
