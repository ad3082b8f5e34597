// What JavaScript calls in the place of an exported function.
//
// Of one that is not async and throws: the version that leaves the error to its caller. Of an async function: its promise does not come out of the module, where the
// collector would not find it while the call is suspended.
//
//   handle~future(key)     isTask = __take_begun();  return __future_of_call(handle(key), isTask)
import type { Compiler } from "assemblyscript";
import { FUTURE_SUFFIX, THROWS_SUFFIX } from "../interface/description.js";
import binaryen from "./binaryen.js";
import { exported, hasFutures } from "./exports.js";
import { exportedFunctions } from "./interface.js";
import { sessionOf } from "./session.js";
import { libraryFunction } from "./typing/library.js";
import { promisedType } from "./typing/types.js";

/** Compiles what these functions call, before anything is lowered. */
export function compileFutureCalls(compiler: Compiler): void {
  if (!hasFutures(compiler.program)) return;
  for (const name of ["__take_begun", "__future_of_call"]) {
    compiler.compileFunction(libraryFunction(compiler.program, name));
  }
}

/** Adds them, and exports them. */
export function addFutureCalls(compiler: Compiler): void {
  const { program } = compiler;
  if (!hasFutures(program)) return;
  const m = binaryen.wrapModule(compiler.module.ref);
  const { i32 } = binaryen;
  const [isTask, futureOf] = ["__take_begun", "__future_of_call"].map(
    (name) => libraryFunction(program, name).internalName,
  );
  for (const [name, { signature }] of exportedFunctions(program)) {
    const throwing = sessionOf(program)?.throws.exports.get(name);
    if (throwing) {
      m.addFunctionExport(throwing, `${name}${THROWS_SUFFIX}`);
      compiler.shadowStack.noteExport(`${name}${THROWS_SUFFIX}`, signature.getManagedOperandIndices());
    }
    if (!promisedType(program, signature.returnType)) continue;
    const target = exported(m, name);
    const { params } = binaryen.getFunctionInfo(m.getFunction(target));
    const types = binaryen.expandType(params);
    const operands = types.map((type, i) => m.local.get(i, type));
    const body = m.block(
      null,
      [
        m.local.set(types.length, m.call(isTask as string, [], i32)),
        m.call(futureOf as string, [m.call(target, operands, i32), m.local.get(types.length, i32)], i32),
      ],
      i32,
    );
    m.addFunction(`${FUTURE_SUFFIX}|${name}`, params, i32, [i32], body);
    m.addFunctionExport(`${FUTURE_SUFFIX}|${name}`, `${name}${FUTURE_SUFFIX}`);
    compiler.shadowStack.noteExport(`${name}${FUTURE_SUFFIX}`, signature.getManagedOperandIndices());
  }
}
