// How the heap of a program with async functions grows. The stock runtime doubles the memory whenever it is full: a service of
// many tasks would hold twice what it needs. Here it grows by an eighth.
import type { Parser, Source } from "assemblyscript";
import { HookError } from "./hooks.js";
import type { Session } from "./session.js";

const ALLOCATOR = "~lib/rt/tlsf";
const GROW = "growMemory";
const DOUBLED = "max(pagesBefore, pagesNeeded)";
const BY_AN_EIGHTH = "max(pagesBefore >> 3, pagesNeeded)";

/** Makes the heap grow slowly. Runs after parsing. */
export function tuneHeap(session: Session, parser: Parser): void {
  const { sources } = parser;
  if (!sources.some((source) => !source.isLibrary && session.marksOf(source).async.size)) return;
  const allocator = sources.find(({ internalPath }) => internalPath === ALLOCATOR);
  if (!allocator) return;
  const named = (statement: object) => (statement as { name?: { text: string } }).name?.text === GROW;
  const at = allocator.statements.findIndex(named);
  const range = allocator.statements[at]?.range;
  const text = range && allocator.text.slice(range.start, range.end);
  if (!text?.includes(DOUBLED)) throw new HookError(`${GROW}() of rt/tlsf`, "has changed");
  parser.parseFile(text.replace(DOUBLED, BY_AN_EIGHTH), "~lib/pollen/tlsf.ts", false);
  allocator.statements.splice(at, 1, ...(parser.sources.at(-1) as Source).statements.splice(0));
}
