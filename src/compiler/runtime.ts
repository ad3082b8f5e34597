// Changes in the sources of AssemblyScript's memory management.
import type { Parser } from "assemblyscript";
import { HookError } from "./hooks.js";

/** What stands in a source, and what stands there from now on. */
export type Edit = readonly [from: string, to: string];

/**
 * Rewrites a source of the runtime that is used. Runs after parsing.
 * @param name of the source, in `~lib/rt`
 * @returns whether it is the one that is used
 */
export function rewrite(parser: Parser, name: string, edits: readonly Edit[]): boolean {
  const path = `~lib/rt/${name}`;
  const { sources, donelog } = parser;
  const at = sources.findIndex(({ internalPath }) => internalPath === path);
  let text = sources[at]?.text;
  if (text === undefined) return false;
  for (const [from, to] of edits) {
    if (text.split(from).length !== 2) throw new HookError(`'${from}' of rt/${name}`, "has changed");
    text = text.replace(from, () => to);
  }
  donelog.delete(path);
  parser.parseFile(text, `${path}.ts`, false);
  sources.splice(at, 1, ...sources.splice(-1));
  return true;
}
