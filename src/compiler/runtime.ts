// Changes in the sources of AssemblyScript's library: of its memory management, above all.
import type { Parser } from "assemblyscript";
import { HookError } from "./hooks.js";

/** What stands in a source, and what stands there from now on. */
export type Edit = readonly [from: string, to: string];

/**
 * Rewrites a source, if it is used. Runs after parsing.
 * @param name of the source, in `~lib/rt` or all of it
 */
export function rewrite(parser: Parser, name: string, edits: readonly Edit[]): void {
  let text = parser.sources.find(({ internalPath }) => internalPath === pathOf(name))?.text;
  if (text === undefined) return;
  for (const [from, to] of edits) {
    if (text.split(from).length !== 2) throw new HookError(`'${from}' of ${pathOf(name)}`, "has changed");
    text = text.replace(from, () => to);
  }
  replace(parser, name, text);
}

/** Puts another text in the place of a source that is used. Runs after parsing. */
export function replace(parser: Parser, name: string, text: string): void {
  const path = pathOf(name);
  const { sources, donelog } = parser;
  const at = sources.findIndex(({ internalPath }) => internalPath === path);
  donelog.delete(path);
  parser.parseFile(text, `${path}.ts`, false);
  sources.splice(at, 1, ...sources.splice(-1));
}

const pathOf = (name: string) => (name.startsWith("~lib/") ? name : `~lib/rt/${name}`);
