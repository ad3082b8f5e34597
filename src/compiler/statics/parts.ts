// Parts of the core that only some programs need, and of which only the optimizer can tell whether one does. The library asks
// a global whether the part is there; what makes it necessary reads another one, the witness.
//
//   before optimizing    both become imported globals, of which the optimizer knows nothing
//   once optimized       if nothing reads the witness any more, the answer is no: what only other answers need is removed
import type { Compiler } from "assemblyscript";
import binaryen, { type Module } from "../binaryen.js";
import { constOf, fixGlobal } from "../lower/ir.js";
import { libraryGlobal } from "../typing/library.js";

/** Names of the library's globals: the question, and the witness. */
const PARTS: Record<string, string> = {
  /** Promises are rejected, and not only because others were (`assembly/core/rejections.ts`). */
  __has_rejections: "__rejected",
  /** Timers have functions of their own, and are not only slept for (`assembly/core/timers.ts`). */
  __has_callbacks: "__callback_flags",
};
/** Passes that remove what an answer has ruled out. */
const CLEANING = [
  "simplify-globals",
  "precompute",
  "dce",
  "simplify-globals",
  "vacuum",
  "remove-unused-module-elements",
];

export class UnusedParts {
  private readonly m: Module;
  /** What the witnesses are, by their names. */
  private readonly witnesses = new Map<string, number>();

  constructor(private readonly compiler: Compiler) {
    this.m = binaryen.wrapModule(compiler.module.ref);
  }

  /** Makes them globals that nothing is known of. */
  name(): void {
    for (const [question, witness] of Object.entries(PARTS)) {
      this.witnesses.set(this.nameOf(witness), this.hide(this.nameOf(witness)));
      this.hide(this.nameOf(question));
    }
  }

  /** Answers the questions. */
  settle(): void {
    const { m } = this;
    for (const [question, witness] of Object.entries(PARTS)) {
      const name = this.nameOf(witness);
      const isThere = fixGlobal(m, name, this.witnesses.get(name) as number);
      fixGlobal(m, this.nameOf(question), isThere ? 1 : 0);
    }
    m.runPasses(CLEANING);
  }

  private nameOf(name: string): string {
    return libraryGlobal(this.compiler.program, name).internalName;
  }

  /** Imports a global in place of the constant that it is; returns that. */
  private hide(name: string): number {
    const global = this.m.getGlobal(name);
    if (!global) return 0;
    const value = constOf(binaryen.getGlobalInfo(global).init);
    this.m.removeGlobal(name);
    this.m.addGlobalImport(name, name, name, binaryen.i32, false);
    return value;
  }
}
