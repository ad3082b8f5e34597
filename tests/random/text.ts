// The text of a program while it is written, one statement a line: what the reduction leaves out are lines.

export class Text {
  private readonly lines: string[] = [];
  private indent = 0;

  line(text: string): void {
    this.lines.push("  ".repeat(this.indent) + text);
  }

  /** A line, others within it, and the line that ends it. */
  block(head: string, body: () => void, end = "}"): void {
    this.line(head);
    this.indent++;
    body();
    this.indent--;
    this.line(end);
  }

  /** Several blocks in a row, as of `if` and `else`: heads after the first begin with what ends the one before. */
  blocks(...parts: readonly { head: string; body: () => void }[]): void {
    for (const { head, body } of parts) {
      this.line(head);
      this.indent++;
      body();
      this.indent--;
    }
    this.line("}");
  }

  toString(): string {
    return this.lines.join("\n");
  }
}
