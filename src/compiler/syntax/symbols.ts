// Syntax of the well-known symbols: `[Symbol.iterator]` names a member, in a class and behind an object.
//
//   class Range { [Symbol.iterator](): Iterator<i32> { ... } }     the method `__iterator`
//   range[Symbol.iterator]()                                       range.__iterator()
//
// To the parser the brackets are one identifier where it looks for a name, and a dot in front of that elsewhere. Ranges
// are those of the brackets.
import { Parser, Tokenizer } from "assemblyscript";
import { IdentifierHandling, Token } from "../enums.js";
import { hook } from "../hooks.js";
import { sessionOf } from "../session.js";

/** Names of the members that well-known symbols stand for (ECMA-262 6.1.5.1, and explicit resource management). */
export const wellKnown = {
  iterator: "__iterator",
  asyncIterator: "__asyncIterator",
  dispose: "__dispose",
  asyncDispose: "__asyncDispose",
} as const;

const bracketed = new RegExp(`\\[\\s*Symbol\\s*\\.\\s*(${Object.keys(wellKnown).join("|")})\\s*\\]`, "y");

function matchAt(text: string, at: number): RegExpExecArray | null {
  bracketed.lastIndex = at;
  return bracketed.exec(text);
}

/** Tokenizers that go on behind an error: nothing is read there but tokens, which the `.` of a symbol, of no width, is not. */
const recovering = new WeakSet<Tokenizer>();

export function installSymbolSyntax(): void {
  for (const name of ["skipStatement", "skipBlock"]) {
    hook<(this: Parser, tn: Tokenizer) => void>(
      Parser,
      name,
      1,
      (original) =>
        function (tn) {
          const isOutermost = !recovering.has(tn);
          recovering.add(tn);
          original.call(this, tn);
          if (isOutermost) recovering.delete(tn);
        },
    );
  }

  hook<(this: Tokenizer, handling?: number, maxLength?: number) => number>(
    Tokenizer,
    "unsafeNext",
    0,
    (original) =>
      function (handling = IdentifierHandling.Default, maxLength = 0x7fffffff) {
        const token = original.call(this, handling, maxLength);
        if (token !== Token.OpenBracket || recovering.has(this) || !sessionOf(this)) return token;
        const { source, tokenPos } = this;
        if (!matchAt(source.text, tokenPos)) return token;
        this.pos = tokenPos; // `readIdentifier` takes what is there
        return handling === IdentifierHandling.Always ? Token.Identifier : Token.Dot;
      },
  );

  hook<(this: Tokenizer) => string>(
    Tokenizer,
    "readIdentifier",
    0,
    (original) =>
      function () {
        const symbol = sessionOf(this) && matchAt(this.source.text, this.pos);
        if (!symbol) return original.call(this);
        this.pos += symbol[0].length;
        return wellKnown[symbol[1] as keyof typeof wellKnown];
      },
  );
}
