// What visits a reference goes past null itself. The compiler's visits of variables ask before they call it: six bytes at each,
// which the optimizer has to see once, as it removes with them the visits of what is always null.
import type { Compiler } from "assemblyscript";
import binaryen, { type ExpressionRef } from "../binaryen.js";
import { childrenOf, type IrNode, readTree, rewrite, setChild } from "../lower/ir.js";

/**
 *   if (local.tee x (...)) visit(local.get x)   ──▶   visit(local.tee x (...))
 */
export function visitUnasked({ module, program }: Compiler): void {
  const m = binaryen.wrapModule(module.ref);
  const { visitInstance } = program as unknown as { visitInstance: { internalName: string } };
  const replace = ({ ref, id, children }: IrNode): ExpressionRef => {
    const [asked, call] = id === binaryen.IfId && children.length === 2 ? children : [];
    if (asked?.id !== binaryen.LocalSetId || call?.name !== visitInstance.internalName) return ref;
    const [visited] = childrenOf(call.ref);
    if (visited === undefined || !isGetOf(visited, asked.index)) return ref;
    setChild(call.ref, 0, asked.ref);
    return call.ref;
  };
  for (let i = 0, n = m.getNumFunctions(); i < n; i++) {
    const ref = m.getFunctionByIndex(i);
    const body = binaryen.Function.getBody(ref);
    if (body)
      binaryen.Function.setBody(
        ref,
        rewrite(
          readTree(body, () => false),
          replace,
        ),
      );
  }
}

function isGetOf(ref: ExpressionRef, local: number): boolean {
  return binaryen.getExpressionId(ref) === binaryen.LocalGetId && binaryen.LocalGet.getIndex(ref) === local;
}
