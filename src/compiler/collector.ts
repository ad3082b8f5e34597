// What Pollen needs of AssemblyScript's collectors, and how it bounds their pauses.
import type { Parser } from "assemblyscript";
import { rewrite } from "./runtime.js";

/** The minimal runtime does not tell how much it has allocated; the core has to know when to collect. */
export function showHeapSize(parser: Parser): void {
  const declaration = "// Garbage collector interface\n";
  rewrite(parser, "tcms", [[declaration, `@global function __heap_size(): usize { return total; } ${declaration}`]]);
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
