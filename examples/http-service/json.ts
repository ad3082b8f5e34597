// JSON (RFC 8259): read where its reader expects something, refused where there is something else.

/** Text that is not JSON, or not the JSON that is expected. */
export class JsonError extends Error {
  constructor(expected: string, at: i32) { super(`${expected} expected at ${at}`); }
}

/** How deep objects and arrays that nobody reads may be nested. */
const MAX_DEPTH = 32;

/** Reads a text from its beginning to its end. All methods throw a `JsonError`. */
export class JsonReader {
  private at: i32 = 0;
  private depth: i32 = 0;

  constructor(private readonly text: string) { this.skipBlanks(); }

  /** An object; `read` reads the value of each field. */
  object(read: (key: string) => void): void {
    this.members("{", "}", () => {
      const key = this.string();
      this.expect(":");
      read(key);
    });
  }

  /** An array; `read` reads each element. */
  array(read: () => void): void { this.members("[", "]", read); }

  string(): string {
    let text = "";
    if (this.text.charAt(this.at) != '"') throw new JsonError("a string", this.at);
    for (let from = ++this.at; ; from = this.at) {
      while (!endsRun(this.text, this.at)) this.at++;
      text += this.text.substring(from, this.at);
      if (this.text.charAt(this.at) == '"') break;
      text += this.escaped();
    }
    this.at++;
    this.skipBlanks();
    return text;
  }

  number(): f64 {
    const from = this.at;
    this.accept("-");
    if (!this.accept("0")) this.digits();
    if (this.accept(".")) this.digits();
    if (this.accept("e") || this.accept("E")) {
      if (!this.accept("-")) this.accept("+");
      this.digits();
    }
    const value = parseFloat(this.text.substring(from, this.at));
    this.skipBlanks();
    return value;
  }

  bool(): bool {
    const value = this.text.charAt(this.at) == "t";
    this.expect(value ? "true" : "false");
    return value;
  }

  /** Any value, which nobody wants. */
  skip(): void {
    const first = this.text.charAt(this.at);
    if (first == "{") this.object((_) => this.skip());
    else if (first == "[") this.array(() => this.skip());
    else if (first == '"') this.string();
    else if (first == "t" || first == "f") this.bool();
    else if (first == "n") this.expect("null");
    else this.number();
  }

  /** Nothing may follow. */
  end(): void {
    if (this.at < this.text.length) throw new JsonError("the end", this.at);
  }

  private members(open: string, close: string, read: () => void): void {
    if (++this.depth > MAX_DEPTH) throw new JsonError("less nesting", this.at);
    this.expect(open);
    if (this.text.charAt(this.at) != close) {
      do read(); while (this.comma());
    }
    this.expect(close);
    this.depth--;
  }

  private comma(): bool {
    const found = this.accept(",");
    this.skipBlanks();
    return found;
  }

  /** What stands for a character, or for half of one, behind a backslash. */
  private escaped(): string {
    const kind = this.text.charAt(this.at + 1), known = '"\\/bfnrt'.indexOf(kind);
    if (this.text.charAt(this.at) != "\\" || !kind.length) throw new JsonError("a character of a string", this.at);
    this.at += 2;
    if (known >= 0) return '"\\/\b\f\n\r\t'.charAt(known);
    let code = 0;
    for (const end = this.at + 4; this.at < end; this.at++) {
      const digit = "0123456789abcdef".indexOf(this.text.charAt(this.at).toLowerCase());
      if (kind != "u" || digit < 0 || this.at >= this.text.length) throw new JsonError("an escape", this.at);
      code = code * 16 + digit;
    }
    return String.fromCharCode(code);
  }

  private digits(): void {
    const from = this.at;
    while (isDigit(this.text, this.at)) this.at++;
    if (this.at == from) throw new JsonError("a value", from);
  }

  private expect(text: string): void {
    if (!this.accept(text)) throw new JsonError(text, this.at);
    this.skipBlanks();
  }

  private accept(text: string): bool {
    if (this.text.substr(this.at, text.length) != text) return false;
    this.at += text.length;
    return true;
  }

  private skipBlanks(): void {
    while (this.at < this.text.length && " \t\r\n".includes(this.text.charAt(this.at))) this.at++;
  }
}

function isDigit(text: string, at: i32): bool {
  return at < text.length && text.charCodeAt(at) >= 0x30 && text.charCodeAt(at) <= 0x39;
}

/** Whether a string does not go on as it is: its end, an escape, or what may not be in it. */
function endsRun(text: string, at: i32): bool {
  if (at >= text.length) return true;
  const code = text.charCodeAt(at);
  return code < 0x20 || code == 0x22 || code == 0x5c;
}

/** A string as JSON. */
export function quoted(text: string): string {
  let json = '"', from = 0;
  for (let at = 0; at < text.length; at++) {
    if (!endsRun(text, at)) continue;
    json += text.substring(from, at) + "\\u" + text.charCodeAt(at).toString(16).padStart(4, "0");
    from = at + 1;
  }
  return json + text.substring(from) + '"';
}
