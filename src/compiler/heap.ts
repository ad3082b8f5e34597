// How the heap of a program with async functions grows, and how its incremental collector is paced.
//
// The stock runtime doubles the memory whenever it is full: a service of many tasks would hold twice what it needs. Here it
// grows by an eighth.
//
// The stock collector goes on at each KiB that is allocated, and begins when the heap has doubled and grown by a KiB: with a
// small heap, what most time goes into is to begin collections. Sixteen times as much costs no pause that one would notice:
// about 0.1 ms of work at a time.
import type { Parser, Source } from "assemblyscript";
import type { Session } from "./session.js";

/** Read by the runtime (`rt/itcms`): bytes that are allocated between two steps. Users set it with `--use`. */
const GRANULARITY = "ASC_GC_GRANULARITY";
const BYTES = 16_384;

const ALLOCATOR = "~lib/rt/tlsf";
const GROW = "growMemory";
const [DOUBLED, BY_AN_EIGHTH] = ["max(pagesBefore, pagesNeeded)", "max(pagesBefore >> 3, pagesNeeded)"];

/** Runs after parsing, behind `addAliases`. */
export function tuneHeap(session: Session, parser: Parser): void {
  const { sources } = parser;
  if (!sources.some((source) => !source.isLibrary && session.marksOf(source).async.size)) return;
  const { globalAliases } = session.program.options;
  if (!globalAliases?.has(GRANULARITY)) globalAliases?.set(GRANULARITY, `${BYTES}`);
  const allocator = sources.find(({ internalPath }) => internalPath === ALLOCATOR);
  if (allocator) growSlowly(parser, allocator);
}

function growSlowly(parser: Parser, allocator: Source): void {
  const named = (statement: object) => (statement as { name?: { text: string } }).name?.text === GROW;
  const at = allocator.statements.findIndex(named);
  const range = allocator.statements[at]?.range;
  const text = range && allocator.text.slice(range.start, range.end);
  if (!text?.includes(DOUBLED)) throw new Error(`POLLEN_E_HOOK: ${ALLOCATOR} lacks ${GROW} as it was`);
  parser.parseFile(text.replace(DOUBLED, BY_AN_EIGHTH), "~lib/pollen/tlsf.ts", false);
  allocator.statements.splice(at, 1, ...(parser.sources.at(-1) as Source).statements.splice(0));
}
