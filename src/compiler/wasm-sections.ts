// The few parts of a module's binary format that linking looks at (WebAssembly Core Specification, 5.5).

const HEADER = 8;
const IMPORT = 2;
const MEMORY = 5;
const DATA = 11;

interface Section {
  readonly id: number;
  /** Where it begins, with its id and its size. */
  readonly start: number;
  readonly contents: number;
  readonly end: number;
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

class Reader {
  constructor(
    private readonly bytes: Uint8Array,
    public at: number,
  ) {}

  byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new RangeError("the module ends in the middle of a section");
    return byte;
  }

  /** LEB128, without a sign. */
  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  skip(count: number): void {
    this.at += count;
  }

  /** Limits; returns the least. */
  limits(): number {
    const hasMaximum = this.byte() & 1;
    const least = this.number();
    if (hasMaximum) this.number();
    return least;
  }
}

function* sections(wasm: Uint8Array): Generator<Section> {
  const reader = new Reader(wasm, HEADER);
  while (reader.at < wasm.length) {
    const start = reader.at;
    const id = reader.byte();
    const size = reader.number();
    const contents = reader.at;
    yield { id, start, contents, end: contents + size };
    reader.at = contents + size;
  }
}

function find(wasm: Uint8Array, id: number): Section | undefined {
  for (const section of sections(wasm)) if (section.id === id) return section;
  return undefined;
}

/** With how many pages a module's own memory begins; undefined if it has none. */
export function memoryPages(wasm: Uint8Array): number | undefined {
  const section = find(wasm, MEMORY);
  if (!section) return undefined;
  const reader = new Reader(wasm, section.contents);
  return reader.number() ? reader.limits() : undefined;
}

/** How many pages the memory that a module imports must have; 0 if it imports none. */
export function importedPages(wasm: Uint8Array): number {
  const section = find(wasm, IMPORT);
  if (!section) return 0;
  const reader = new Reader(wasm, section.contents);
  for (let left = reader.number(); left; left--) {
    for (let names = 0; names < 2; names++) reader.skip(reader.number());
    const kind = reader.byte();
    if (kind === 2) return reader.limits();
    if (kind === 0) reader.number();
    else if (kind === 1) {
      reader.byte();
      reader.limits();
    } else if (kind === 3) reader.skip(2);
    else {
      reader.byte();
      reader.number();
    }
  }
  return 0;
}

/** What a module writes into its memory when it is instantiated, as far as the places are constants. */
export function dataRanges(wasm: Uint8Array): Range[] {
  const section = find(wasm, DATA);
  if (!section) return [];
  const ranges: Range[] = [];
  const reader = new Reader(wasm, section.contents);
  for (let left = reader.number(); left; left--) {
    const kind = reader.number();
    if (kind === 2) reader.number();
    let start: number | undefined;
    if (kind !== 1) {
      const isConstant = reader.byte() === 0x41;
      const value = reader.number(); // the bits of what is signed: addresses in the lower half are the same
      reader.byte();
      if (isConstant) start = value;
    }
    const size = reader.number();
    if (start !== undefined) ranges.push({ start, end: start + size });
    reader.skip(size);
  }
  return ranges;
}

/** The same module, whose own memory begins with more pages. */
export function withPages(wasm: Uint8Array, pages: number): Uint8Array<ArrayBuffer> {
  const section = find(wasm, MEMORY);
  if (!section) throw new RangeError("the module has no memory of its own");
  const reader = new Reader(wasm, section.contents);
  reader.number();
  const flags = reader.byte();
  reader.number();
  const rest = wasm.subarray(reader.at, section.end);
  const contents = [1, flags, ...leb128(pages), ...rest];
  const replaced = [MEMORY, ...leb128(contents.length), ...contents];
  const grown = new Uint8Array(section.start + replaced.length + wasm.length - section.end);
  grown.set(wasm.subarray(0, section.start));
  grown.set(replaced, section.start);
  grown.set(wasm.subarray(section.end), section.start + replaced.length);
  return grown;
}

function leb128(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb128(value >>> 7)];
}
