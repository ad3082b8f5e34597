// What Pollen needs of AssemblyScript's collectors, and how it bounds their pauses.
import type { Parser } from "assemblyscript";
import { type Edit, rewrite } from "./runtime.js";

/** Text in front of what a runtime offers. */
const INTERFACE = "// Garbage collector interface\n";

/** Adds functions to a runtime, on the line in front of that, so that all others keep theirs. */
const added = (...functions: readonly string[]): Edit => [
  INTERFACE,
  `${functions.join(" ").replaceAll("\n", " ")} ${INTERFACE}`,
];

/** The minimal runtime does not tell how much it has allocated; the core has to know when to collect. */
export function showHeapSize(parser: Parser): void {
  rewrite(parser, "tcms", [added("@global function __heap_size(): usize { return total; }")]);
}

/**
 * Bounds the pauses of the incremental runtime. It works for a budget at a time, 2,048 by default, but
 *
 *   - goes past objects without references in one step that costs nothing. The marker comes to objects in the order of their
 *     distance from the roots, so that all strings of a store lie in a row: half a million of them are one pause;
 *   - counts each object that it visits as one, a tenth of what one costs that it frees: it marks the whole heap while some
 *     hundred KiB are allocated, which is a pause in instalments.
 *
 * Now each object that it goes past is a step of its own, and a visit costs 10, unless `ASC_GC_MARKCOST` is set.
 */
export function boundPauses(parser: Parser): void {
  rewrite(parser, "itcms", [
    ["isDefined(ASC_GC_MARKCOST) ? ASC_GC_MARKCOST : 1;", "isDefined(ASC_GC_MARKCOST) ? ASC_GC_MARKCOST : 10;"],
    [
      "        obj = obj.next;\n      }\n      visitCount = 0;",
      "        return MARKCOST;\n      }\n      visitCount = 0;",
    ],
  ]);
}

const isMarking = "@global @inline function __is_marking(): bool { return state == STATE_MARK; }";

const visitAgain = `@global function __visit_again(ptr: usize): void {
    const obj = changetype<Object>(ptr - TOTAL_OVERHEAD);
    if (obj.color == i32(!white)) obj.makeGray();
  }`;

/**
 * Shows the incremental runtime's marking to barriers of the core (`assembly/core/barrier.ts`). Programs that have no use for
 * the core stay as they are.
 */
export function showMarking(parser: Parser): void {
  const link = `@global @inline function __link_marking(parent: usize, child: usize, expectMultiple: bool): void {
    __link(parent, child, expectMultiple);
  }`;
  rewrite(parser, "itcms", [added(isMarking, link, visitAgain)]);
}

/**
 * The same, and makes the write barrier cost one comparison, wherever the compiler calls it. It has something
 * to do only while the collector marks: at other times none of the objects that are left is black, and pinned ones do not
 * count as such. As AssemblyScript has it, it looks at the headers of both objects, and is too large to be inlined.
 */
export function quickenBarrier(parser: Parser): void {
  const link = `@global function __link(parent: usize, child: usize, expectMultiple: bool): void {
    if (__is_marking()) __link_marking(parent, child, expectMultiple);
  }`;
  rewrite(parser, "itcms", [
    ["export function __link(", "export function __link_marking("],
    added(isMarking, link, visitAgain),
  ]);
}

/**
 * Takes the checks that allocator and collectors make of their own work out of builds that are optimized: `assert` behind
 * `DEBUG`, which the stock compiler's runtime always has. What looks at what a program asks for stays.
 */
export function omitSelfChecks(parser: Parser): void {
  rewrite(parser, "common", [["export const DEBUG = true;", "export const DEBUG = false;"]]);
}
