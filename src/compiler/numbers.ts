// Numbers as text, where code is to be small: AssemblyScript's `util/number` counts digits by comparing with each power of ten,
// and has a text of its own for 0.
import type { Parser } from "assemblyscript";
import { type Edit, rewrite } from "./runtime.js";

/** Counts digits by dividing. All lines stay where they are. */
const counted = (name: string, type: string): Edit => {
  const body = `let count: u32 = 1; for (; value > 9; value /= 10) count++; return count;`;
  return [
    `export function ${name}(value: ${type}): u32 {`,
    `export function ${name}(value: ${type}): u32 { ${body} } function ${name}ByComparing(value: ${type}): u32 {`,
  ];
};

/** Of the numbers that need more than one digit, 0 is none in other bases only. */
const zero = (behind: string): Edit => [
  `  if (!value) return "0";\n${behind}`,
  `  if (radix != 10 && !value) return "0";\n${behind}`,
];

/** Makes what writes numbers smaller. Runs after parsing. */
export function shrinkNumbers(parser: Parser): void {
  rewrite(parser, "~lib/util/number", [
    counted("decimalCount32", "u32"),
    counted("decimalCount64High", "u64"),
    zero("\n  let sign = (value >>> 31) << 1;"),
    zero("\n  let sign = u32(value >>> 63) << 1;"),
    zero("  let out: String;\n\n  if (radix == 10) {\n    let decimals"),
    zero("  let out: String;\n\n  if (radix == 10) {\n    if (value <= u32.MAX_VALUE)"),
  ]);
}
