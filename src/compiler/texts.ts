// Texts of the library that are only printed: bytes in static memory, with a 0 behind them, where a string has 20 bytes of headers
// and two bytes a character.
//
//   printText(__text("Deadlock: "))
import {
  type CallExpression,
  Compiler,
  type ExpressionRef,
  type IdentifierExpression,
  type MemorySegment,
  type StringLiteralExpression,
  Type,
} from "assemblyscript";
import { NodeKind } from "./enums.js";
import { hook } from "./hooks.js";
import { type Session, sessionOf } from "./session.js";
import { startOf } from "./statics/objects.js";

const NAME = "__text";

export function installTexts(): void {
  hook<(this: Compiler, call: CallExpression, ...rest: unknown[]) => ExpressionRef>(
    Compiler,
    "compileCallExpression",
    3,
    (original) =>
      function (call, ...rest) {
        const session = sessionOf(this);
        const text = session && literalOf(call);
        if (text === undefined) return original.call(this, call, ...rest);
        this.currentType = Type.usize32;
        return this.module.i32(startOf(segmentOf(session as Session, this, text)));
      },
  );
}

/** The text that a call stands for, if it is such a call of the library's: a program may have a function of that name. */
function literalOf({ expression, args: [literal], range }: CallExpression): string | undefined {
  if (expression.kind !== NodeKind.Identifier || (expression as IdentifierExpression).text !== NAME) return undefined;
  if (!range.source.isLibrary) return undefined;
  return (literal as StringLiteralExpression).value;
}

/** Where a text lies; there is one of each. */
function segmentOf({ texts, records }: Session, compiler: Compiler, text: string): MemorySegment {
  let segment = texts.get(text);
  if (!segment) {
    segment = compiler.addAlignedMemorySegment(new TextEncoder().encode(`${text}\0`), 1);
    texts.set(text, segment);
    records.add(segment);
  }
  return segment;
}
