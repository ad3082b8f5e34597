// Most programs make no contexts: they have no scope, no task and no task local. The core asks where frames are made, resumed
// and settled; the answer is known once everything is compiled, and the optimizer removes what it rules out.
import type { Compiler } from "assemblyscript";
import binaryen from "./binaryen.js";
import { fixGlobal } from "./lower/ir.js";
import { libraryGlobal } from "./typing/library.js";

/** Says whether contexts are made: by whoever makes the core meet them. */
export function tellOfContexts({ module, program }: Compiler): void {
  const m = binaryen.wrapModule(module.ref);
  const { internalName } = libraryGlobal(program, "__has_contexts");
  const maker = program.lookup("__meet_contexts");
  if (!maker) throw new Error("Pollen's library lacks '__meet_contexts'");
  if (!m.getFunction(maker.internalName)) fixGlobal(m, internalName, 0);
}
