// Sites: places that raise an error, as static memory describes them to `assembly/core/throw.ts`, which draws the
// layout. Room is reserved while the compiler goes; what nothing can catch leaves it empty, and the optimizer drops it.
import type { Compiler, MemorySegment, Node } from "assemblyscript";
import type { Session } from "../session.js";

/** Standard errors, by the number that a site has for them. */
export const KINDS = ["Error", "RangeError", "TypeError", "SyntaxError", "URIError"] as const;
export type Kind = (typeof KINDS)[number];

const SITE_SIZE = 24;
const KIND = 0;
const MESSAGE = 4;
const FUNCTION = 8;
const FILE = 12;
const LINE = 16;
const COLUMN = 20;

export interface Site {
  readonly kind: Kind;
  /** Static string, or 0 in builds without names. */
  readonly functionName: number;
  /** Static string. */
  readonly file: number;
  readonly line: number;
  readonly column: number;
  readonly segment: MemorySegment;
}

/** Describes the place of a node in the function that is being compiled. */
export function createSite(session: Session, compiler: Compiler, kind: Kind, node: Node): Site {
  const { source, start } = node.range;
  const name = session.withSites ? session.nameOf(compiler.currentFlow.sourceFunction) : "";
  const segment = compiler.addAlignedMemorySegment(new Uint8Array(SITE_SIZE), 4);
  session.records.add(segment);
  return {
    kind,
    functionName: name ? staticString(compiler, name) : 0,
    file: staticString(compiler, source.normalizedPath),
    line: source.lineAt(start),
    column: source.columnAt(),
    segment,
  };
}

/** Fills a site's room in static memory; returns its address. */
export function writeSite(site: Site, message: number): number {
  const { buffer, offset } = site.segment;
  const view = new DataView(buffer.buffer, buffer.byteOffset);
  view.setUint32(KIND, KINDS.indexOf(site.kind), true);
  view.setUint32(MESSAGE, message, true);
  view.setUint32(FUNCTION, site.functionName, true);
  view.setUint32(FILE, site.file, true);
  view.setUint32(LINE, site.line, true);
  view.setUint32(COLUMN, site.column, true);
  return (offset as unknown as { low: number }).low;
}

function staticString(compiler: Compiler, text: string): number {
  return (compiler.ensureStaticStringPtr(text) as unknown as { low: number }).low;
}
