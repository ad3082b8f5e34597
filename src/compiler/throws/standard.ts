// The standard errors, with the `cause` that AssemblyScript's lack. They replace its own in programs that handle errors.
//
//   throw new Error("cannot read the file", { cause: e });
import type { Parser } from "assemblyscript";

const PATH = "~lib/error";

const derived = (name: string): string => `
  export class ${name} extends Error {
    constructor(message: string = "", options: ErrorOptions | null = null) {
      super(message, options);
      this.name = "${name}";
    }
  }`;

const SOURCE = `
  export class ErrorOptions {
    cause: Error | null = null;
  }

  export class Error {
    name: string = "Error";
    stack: string = "";
    cause: Error | null = null;

    constructor(public message: string = "", options: ErrorOptions | null = null) {
      if (options) this.cause = options.cause;
    }

    toString(): string {
      const message = this.message;
      return message.length ? this.name + ": " + message : this.name;
    }
  }
  ${["RangeError", "TypeError", "SyntaxError", "URIError"].map(derived).join("\n")}
`;

/** Puts the standard errors in the place of the library's. */
export function replaceErrors(parser: Parser): void {
  const { sources } = parser;
  const at = sources.findIndex(({ internalPath }) => internalPath === PATH);
  if (at < 0) return;
  parser.donelog.delete(PATH); // it was parsed before
  parser.parseFile(SOURCE, `${PATH}.ts`, false);
  sources.splice(at, 1, ...sources.splice(-1));
}
