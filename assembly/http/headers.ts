// The fields of a message: the Fetch Standard's `Headers`, in the order in which they were added. Those that came in over a
// connection are kept as the bytes that they came as, until somebody asks for one.
//
//   __setLines() ─▶ lines ──first use──▶ fields ◀── append(), set(), ...
import { findByte } from "../wasi/bytes";
import { equalsIgnoringCase, isTokenChar, latin1, skipBlank, tokenEnd, trimBlank } from "./syntax";

/** For how many fields there is room at first. */
// @ts-ignore: decorator
@inline const FIRST_ROOM: i32 = 4;

// @ts-ignore: decorator
@inline const CR: u8 = 0x0d;
/** Length of the end of a line. */
// @ts-ignore: decorator
@inline const CRLF: usize = 2;

// @ts-ignore: decorator
@lazy const NO_FIELDS: StaticArray<string> = [];

/**
 * The fields of a message. Names are compared without regard to case, and kept as they were written; their order is that
 * in which they were added. Values are texts of the characters 0 to 255, as in the Fetch Standard.
 *
 * @example
 * const headers = new Headers().set("Content-Type", "text/plain");
 * headers.append("Set-Cookie", "a=1");
 * headers.append("Set-Cookie", "b=2");
 * headers.get("content-type"); // "text/plain"
 */
export class Headers {
  /** Name and value of each field, in turn; see `fields`. */
  private texts: StaticArray<string> = NO_FIELDS;
  private count: i32 = 0;
  /** The fields as lines, each with its CRLF, as long as there are no texts. */
  private lines: ArrayBuffer | null = null;

  /** Number of fields; those that were appended under one name count each. */
  get size(): i32 { return this.count; }

  /**
   * Adds a field, also where there is one of that name.
   * @returns the object itself
   * Throws a `TypeError` if the name is no token (RFC 9110 5.6.2), or the value has a character that none may have (5.5).
   */
  append(name: string, value: string): Headers {
    checkName(name);
    return this.__append(name, checkedValue(name, value));
  }

  /** `append` of what is known to be valid. */
  __append(name: string, value: string): Headers {
    const at = this.count << 1;
    let fields = this.fields;
    if (at == fields.length) this.texts = fields = grown(fields);
    unchecked((fields[at] = name));
    unchecked((fields[at + 1] = value));
    this.count++;
    return this;
  }

  /** Makes `count` lines that were parsed, from `start` to `end`, the fields; there are none yet. */
  __setLines(start: usize, end: usize, count: i32): void {
    if (!count) return;
    const length = end - start, lines = changetype<ArrayBuffer>(__new(length, idof<ArrayBuffer>()));
    memory.copy(changetype<usize>(lines), start, length);
    this.lines = lines;
    this.count = count;
  }

  /** Sets a field: in the place of the first one of that name, and instead of all of them. Throws as `append` does. */
  set(name: string, value: string): Headers {
    checkName(name);
    const checked = checkedValue(name, value), at = this.indexOf(name, 0);
    if (at < 0) return this.__append(name, checked);
    unchecked((this.fields[(at << 1) + 1] = checked));
    this.removeFrom(name, at + 1);
    return this;
  }

  /** The value of a field, or null. Several of one name are joined by ", ". */
  get(name: string): string | null {
    let at = this.indexOf(name, 0);
    if (at < 0) return null;
    let value = this.__value(at);
    while ((at = this.indexOf(name, at + 1)) >= 0) value += ", " + this.__value(at);
    return value;
  }

  /** The values of all `Set-Cookie` fields, which cannot be joined (RFC 6265 3). */
  getSetCookie(): string[] {
    const found = new Array<string>();
    for (let at = this.indexOf("set-cookie", 0); at >= 0; at = this.indexOf("set-cookie", at + 1)) {
      found.push(this.__value(at));
    }
    return found;
  }

  /** Whether there is a field of that name. */
  has(name: string): bool { return this.indexOf(name, 0) >= 0; }

  /** Removes all fields of that name. */
  delete(name: string): void { this.removeFrom(name, 0); }

  /** The names, in their order; one that was appended twice is there twice. */
  keys(): string[] {
    const names = new Array<string>(this.count);
    for (let i = 0; i < names.length; i++) names[i] = this.__name(i);
    return names;
  }

  /** Calls `visit` with each field, in their order. */
  forEach(visit: (value: string, name: string) => void): void {
    for (let i = 0; i < this.count; i++) visit(this.__value(i), this.__name(i));
  }

  /** The name of the field at a place. */
  __name(index: i32): string { return this.fields[index << 1]; }

  /** The value of the field at a place. */
  __value(index: i32): string { return this.fields[(index << 1) + 1]; }

  private get fields(): StaticArray<string> {
    const lines = this.lines;
    if (lines !== null) this.decode(lines);
    return this.texts;
  }

  private decode(lines: ArrayBuffer): void {
    const texts = new StaticArray<string>(this.count << 1), end = changetype<usize>(lines) + lines.byteLength;
    for (let at = changetype<usize>(lines), i = 0; at < end; ) {
      const nameEnd = tokenEnd(at, end), lineEnd = findByte(CR, nameEnd, end), from = skipBlank(nameEnd + 1, lineEnd);
      texts[i++] = latin1(at, nameEnd);
      texts[i++] = latin1(from, trimBlank(from, lineEnd));
      at = lineEnd + CRLF;
    }
    this.texts = texts;
    this.lines = null;
  }

  private indexOf(name: string, from: i32): i32 {
    for (let i = from; i < this.count; i++) if (equalsIgnoringCase(this.__name(i), name)) return i;
    return -1;
  }

  private removeFrom(name: string, from: i32): void {
    let to = from;
    for (let i = from; i < this.count; i++) {
      if (equalsIgnoringCase(this.__name(i), name)) continue;
      this.fields[to << 1] = this.__name(i);
      this.fields[(to++ << 1) + 1] = this.__value(i);
    }
    this.count = to;
  }
}

function grown(fields: StaticArray<string>): StaticArray<string> {
  const larger = new StaticArray<string>(max(2 * fields.length, 2 * FIRST_ROOM));
  for (let i = 0; i < fields.length; i++) unchecked((larger[i] = fields[i]));
  return larger;
}

function checkName(name: string): void {
  let isToken = name.length > 0;
  for (let i = 0; i < name.length; i++) if (!isTokenChar(name.charCodeAt(i))) isToken = false;
  if (!isToken) throw new TypeError("'" + name + "' is not the name of a header: it has to be a token (RFC 9110 5.6.2)");
}

/** The value without blanks around it. */
function checkedValue(name: string, value: string): string {
  for (let i = 0; i < value.length; i++) {
    const char = <u32>value.charCodeAt(i);
    if ((char < 0x20 && char != 0x09) || char == 0x7f || char > 0xff) {
      throw new TypeError("The value of header '" + name + "' has the character " + char.toString() +
        ", which is not allowed there (RFC 9110 5.5)");
    }
  }
  return value.trim();
}
