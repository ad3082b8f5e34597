// Queries, as the URL Standard's `URLSearchParams` has them: application/x-www-form-urlencoded.
import { decodeBytes } from "../wasi/utf8";
import { percentDecoded } from "./percent";

/**
 * The pairs of a query, or of a form: "a=1&b=two+words". Names may be there several times; the order is kept.
 * @example
 * const query = new URLSearchParams("q=caf%C3%A9&page=2");
 * query.get("q"); // "café"
 */
export class URLSearchParams {
  private readonly names: string[] = [];
  private readonly values: string[] = [];

  /** @param text with or without "?" in front; what is not valid in it is kept as it is, as browsers do */
  constructor(text: string = "") {
    const pairs = (text.startsWith("?") ? text.substring(1) : text).split("&");
    for (let i = 0; i < pairs.length; i++) {
      const pair = pairs[i], equals = pair.indexOf("=");
      if (!pair.length) continue;
      this.names.push(decode(equals < 0 ? pair : pair.substring(0, equals)));
      this.values.push(equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
  }

  /** Number of pairs. */
  get size(): i32 { return this.names.length; }

  /** The first value of that name, or null. */
  get(name: string): string | null {
    const at = this.names.indexOf(name);
    return at < 0 ? null : this.values[at];
  }

  /** All values of that name. */
  getAll(name: string): string[] {
    const found = new Array<string>();
    for (let i = 0; i < this.names.length; i++) if (this.names[i] == name) found.push(this.values[i]);
    return found;
  }

  /** Whether there is a pair of that name. */
  has(name: string): bool { return this.names.includes(name); }

  /** Calls `visit` with each pair, in their order. */
  forEach(visit: (value: string, name: string) => void): void {
    for (let i = 0; i < this.names.length; i++) visit(this.values[i], this.names[i]);
  }
}

function decode(text: string): string {
  const bytes = percentDecoded(text.replaceAll("+", " "));
  return decodeBytes(bytes.dataStart, bytes.length);
}
