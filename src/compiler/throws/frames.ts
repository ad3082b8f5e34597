// Stack frames of debug builds: where each call stands, so that an error that passes it can say so. Other builds name
// the place that raised the error and the awaits that it passed.
import { Compiler, type Node } from "assemblyscript";
import binaryen, { type ExpressionRef } from "../binaryen.js";
import { hook } from "../hooks.js";
import { childrenOf, idOf } from "../lower/ir.js";
import { sessionOf } from "../session.js";
import { createSite } from "./sites.js";

export function installFrames(): void {
  for (const name of ["makeCallDirect", "makeCallIndirect"]) {
    hook<(this: Compiler, callee: unknown, operands: ExpressionRef, node: Node, ...rest: unknown[]) => ExpressionRef>(
      Compiler,
      name,
      3,
      (original) =>
        function (callee, operands, node, ...rest) {
          const expression = original.call(this, callee, operands, node, ...rest);
          const session = sessionOf(this);
          if (!session?.throws.active || !this.options.debugInfo) return expression;
          const call = callIn(expression);
          if (call) session.throws.calls.set(call, createSite(session, this, "Error", node));
          return expression;
        },
    );
  }
}

/** The call that an expression ends with, or 0. */
function callIn(expression: ExpressionRef): ExpressionRef {
  const id = idOf(expression);
  if (id === binaryen.CallId || id === binaryen.CallIndirectId) return expression;
  if (id !== binaryen.BlockId && id !== binaryen.DropId) return 0;
  const last = childrenOf(expression).at(-1);
  return last ? callIn(last) : 0;
}
