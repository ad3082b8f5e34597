// Calls of closures: the caller leaves the function object that it calls in a global. Only calls through the table of a
// type that some closure has do so; plain functions, and modules without closures, are as they were. Who calls by the
// index alone (`call_indirect(f.index, ...)`, a host with the exported table) reaches the code, but not the closure.
import type { Compiler, Element, Global } from "assemblyscript";
import binaryen, { type Module } from "../binaryen.js";
import { CommonFlags, ElementKind } from "../enums.js";
import { idOf, setChild } from "../lower/ir.js";
import type { Session } from "../session.js";
import { CALLEE } from "./entry.js";
import { typeKey } from "./environment.js";

const VISIT_GLOBALS = "~lib/rt/__visit_globals";

/** Links callers with closures. Runs once everything is compiled. */
export function linkClosures(session: Session, compiler: Compiler): void {
  const { types } = session.closures;
  if (!types.size) return;
  const module = binaryen.wrapModule(compiler.module.ref);
  module.addGlobal(CALLEE, binaryen.i32, true, module.i32.const(0));
  for (const [call, signature] of session.indirectCalls) {
    if (idOf(call) !== binaryen.CallIndirectId || !types.has(typeKey(signature))) continue;
    const index = binaryen.CallIndirect.getTarget(call); // loaded from the function object
    const callee = binaryen.Load.getPtr(index);
    const pass = [module.global.set(CALLEE, callee), module.global.get(CALLEE, binaryen.i32)];
    setChild(index, 0, module.block(null, pass, binaryen.i32));
  }
  visitFunctionGlobals(compiler, module);
}

/** Globals of function types are roots now that functions may be on the heap: the stock compiler leaves them out. */
function visitFunctionGlobals(compiler: Compiler, module: Module): void {
  const ref = module.getFunction(VISIT_GLOBALS);
  if (!ref) return;
  const visit = compiler.program.visitInstance.internalName;
  const code = [...compiler.program.elementsByName.values()].filter(isFunctionGlobal).map(({ internalName }) => {
    const value = (): number => module.global.get(internalName, binaryen.i32);
    const cookie = module.local.get(0, binaryen.i32);
    return module.if(value(), module.call(visit, [value(), cookie], binaryen.none));
  });
  binaryen.Function.setBody(ref, module.block(null, [binaryen.Function.getBody(ref), ...code]));
}

function isFunctionGlobal(element: Element): boolean {
  if (element.kind !== ElementKind.Global) return false;
  const { type } = element as Global;
  return type.getSignature() !== null && element.is(CommonFlags.Compiled) && !element.is(CommonFlags.Inlined);
}
