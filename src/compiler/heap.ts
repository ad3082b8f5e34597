// The heap of a program with async functions.
import type { Parser } from "assemblyscript";
import { Runtime } from "./enums.js";
import { type Edit, replace, rewrite } from "./runtime.js";
import type { Session } from "./session.js";

/** The stock runtime doubles the memory whenever it is full: a service of many tasks would hold twice what it needs. */
const grownByAnEighth: Edit = ["max(pagesBefore, pagesNeeded)", "max(pagesBefore >> 3, pagesNeeded)"];

/** The lists are all empty at first: they are cleared at once. */
const clearedAtOnce: Edit = [
  `  root.flMap = 0;
  SETTAIL(root, changetype<Block>(0));
  for (let fl: usize = 0; fl < FL_BITS; ++fl) {
    SETSL(root, fl, 0);
    for (let sl: u32 = 0; sl < SL_SIZE; ++sl) {
      SETHEAD(root, fl, sl, null);
    }
  }
`,
  "  memory.fill(changetype<usize>(root), 0, ROOT_SIZE);\n",
];

const imported = (name: string): Edit => [
  "import { E_ALLOCATION",
  `import { ${name} } from "as-pollen/assembly/rt/small_blocks"; import { E_ALLOCATION`,
];

/** `assembly/rt/small_blocks.ts` takes the place of what allocates and frees, and uses what they consist of. */
const withSmallBlocks: readonly Edit[] = [
  ...["__alloc", "__free"].map(
    (name): Edit => [`@global @unsafe\nexport function ${name}(`, `export function ${name}(`],
  ),
  ...["initialize", "prepareBlock", "removeBlock", "searchBlock"].map(
    (name): Edit => [`\nfunction ${name}(`, `\nexport function ${name}(`],
  ),
  [
    "function growMemory(root: Root, size: usize): void {",
    "export function growMemory(root: Root, size: usize): void { giveBack(); if (searchBlock(root, size)) return;",
  ],
  imported("giveBack"),
];

/** New objects are cleared by a loop; promises that hold nothing are not visited. */
const quicker: readonly Edit[] = [
  ["memory.fill(ptr, 0, size);", "clear(ptr, size);"],
  imported("clear"),
  ["this.isPointerfree ? i32", "__is_leaf(changetype<usize>(this) + TOTAL_OVERHEAD) || this.isPointerfree ? i32"],
];

/**
 * Changes how the heap is managed. Where code is to be small the minimal runtime is `assembly/rt/mark_sweep.ts`, unless a
 * program uses what only the stock one has; of the others, only how the heap begins and grows is changed. Runs after parsing.
 */
export function tuneHeap(session: Session, parser: Parser): void {
  if (!parser.sources.some((source) => !source.isLibrary && session.marksOf(source).async.size)) return;
  const { options } = session.program;
  if (!options.shrinkLevelHint) {
    rewrite(parser, "tlsf", [clearedAtOnce, grownByAnEighth, ...withSmallBlocks]);
    rewrite(parser, "itcms", quicker);
  } else if (options.runtime === Runtime.Minimal && !usesStock(session, parser)) {
    replace(parser, "tlsf", "");
    replace(parser, "tcms", 'import "as-pollen/assembly/rt/mark_sweep";');
    session.sweepsHeap = true;
  } else rewrite(parser, "tlsf", [clearedAtOnce, grownByAnEighth]);
}

/** Finalizers, and AssemblyScript's own way to follow what is allocated. */
const usesStock = ({ program }: Session, { sources }: Parser): boolean =>
  sources.some(({ internalPath, text }) => !internalPath.startsWith("~lib/rt/") && text.includes("__finalize")) ||
  program.options.globalAliases?.has("ASC_RTRACE") === true;
