// Static memory that is added when the compiler has already laid it out: what the last phases compile has strings and
// constants, too. What follows static memory moves up behind them.
//
//        data              stack, of the incremental runtime        heap
//   ┌───────────┬───────┬────────────────────────────────────────┬───────
//   │           │ added │ ◀── __stack_pointer                    │
//   └───────────┴───────┴────────────────────────────────────────┴───────
//               ▲       ▲                                        ▲
//               before  __data_end                               __heap_base
import type { Compiler } from "assemblyscript";
import binaryen from "../binaryen.js";
import { constOf } from "../lower/ir.js";

/** 64 bits, as the compiler has them in JavaScript. */
export interface Long {
  readonly low: number;
  add(more: number): Long;
}

const DATA_END = "~lib/memory/__data_end";
const STACK_POINTER = "~lib/memory/__stack_pointer";
const HEAP_BASE = "~lib/memory/__heap_base";
/** What the heap is aligned to. */
const ALIGNMENT = 16;
/** Room that the memory of `assembly/rt/next_fit.ts` begins with: for the headers of a heap that has no block. */
export const HEADERS = 32;

/** Where static memory ends. */
export const endOfData = (compiler: Compiler): number => (compiler.memoryOffset as unknown as Long).low;

/**
 * Makes room for what was added.
 * @param before where static memory ended when it was laid out
 * @param offset where the heap was to begin
 * @returns where it begins
 */
export function makeRoom(compiler: Compiler, before: number, offset: Long): Long {
  const added = endOfData(compiler) - before;
  if (!added) return offset;
  const size = Math.ceil(added / ALIGNMENT) * ALIGNMENT;
  const m = binaryen.wrapModule(compiler.module.ref);
  for (const name of [DATA_END, STACK_POINTER, HEAP_BASE]) {
    const global = m.getGlobal(name);
    if (!global) continue;
    const { init, mutable } = binaryen.getGlobalInfo(global);
    const address = m.i32.const(constOf(init) + size);
    m.removeGlobal(name);
    m.addGlobal(name, binaryen.i32, mutable, address);
  }
  return offset.add(size);
}
