// What leaves the body of a `finally` other than at its end or by an error: `return`, `break` and `continue`, by name or
// not, and the returns of inlined functions. In the compiled code each is a branch to a label outside, or a return.
//
//   return v      value = v;  kind = 2;  br ~finally|1         and behind the finally:   if (kind == 2) return value
//   br outside    kind = 3;  br ~finally|1                                               if (kind == 3) br outside
//
// The returns of async functions and generators, `return __return(0, v)`, keep what settles the promise for behind the finally.
import type { Compiler, Function as Fn, Type } from "assemblyscript";
import binaryen, { type ExpressionRef } from "../binaryen.js";
import { childrenOf, type IrNode, readTree, setChild, walk } from "../lower/ir.js";
import type { Session } from "../session.js";

/**
 * Replaces what leaves `guarded`.
 * @param first number of the first way out
 * @param leave makes the code that goes to the `finally` by a way out
 * @returns for each way out, what is to be done behind the `finally`
 */
export function rerouteExits(
  session: Session,
  compiler: Compiler,
  guarded: ExpressionRef[],
  first: number,
  leave: (number: number) => ExpressionRef,
): ExpressionRef[] {
  const { module, currentFlow: flow } = compiler;
  const isCoroutine = session.isCoroutine(flow.sourceFunction.declaration);
  const ways = new Map<string, { number: number; local: number; onward: ExpressionRef }>();
  const root = readTree(module.block(null, guarded), () => false);
  const inside = new Set<string>();
  walk(root, ({ id, name }) => {
    if ((id === binaryen.BlockId || id === binaryen.LoopId) && name) inside.add(name);
  });
  visit(root);
  for (let i = 0; i < guarded.length; i++) guarded[i] = binaryen.Block.getChildAt(root.ref, i);
  return [...ways.values()].map(({ onward }) => onward);

  function visit(node: IrNode): void {
    node.children.forEach((child, i) => {
      visit(child);
      const isBranch = child.id === binaryen.BreakId && !inside.has(child.name as string);
      if (isBranch || child.id === binaryen.ReturnId) setChild(node.ref, i, reroute(child));
    });
  }

  /** The code that takes a way out instead of an expression. */
  function reroute(exit: IrNode): ExpressionRef {
    const settler = isCoroutine && exit.id === binaryen.ReturnId ? (exit.children[0]?.ref ?? 0) : 0;
    const key =
      exit.id === binaryen.BreakId ? `br ${exit.name}` : `return ${settler && binaryen.Call.getTarget(settler)}`;
    const value = settler ? (childrenOf(settler)[1] ?? 0) : takenAlong(exit);
    const type = settler ? settledType(settler) : flow.returnType;
    let way = ways.get(key);
    if (!way) {
      const local = value ? flow.getTempLocal(type).index : -1;
      way = { number: first + ways.size, local, onward: onward(exit, settler, local, type) };
      ways.set(key, way);
    }
    const code = leave(way.number);
    if (value) return module.block(null, [module.local_set(way.local, value, type.isManaged), code]);
    const condition = exit.id === binaryen.BreakId ? binaryen.Break.getCondition(exit.ref) : 0;
    return condition ? module.if(condition, code) : code;
  }

  function onward(exit: IrNode, settler: ExpressionRef, local: number, type: Type): ExpressionRef {
    const value = local < 0 ? 0 : module.local_get(local, type.toRef());
    if (exit.id === binaryen.BreakId) return module.br(exit.name, 0, value);
    if (!settler) return value ? module.return(value) : module.return();
    const operands = value ? [module.i32(0), value] : [module.i32(0)];
    return module.return(module.call(binaryen.Call.getTarget(settler), operands, binaryen.i32));
  }

  function settledType(settler: ExpressionRef): Type {
    const callee = compiler.program.instancesByName.get(binaryen.Call.getTarget(settler)) as Fn;
    return callee.signature.parameterTypes[1] ?? callee.signature.returnType;
  }
}

/** What a branch or a return takes along. */
function takenAlong({ id, ref }: IrNode): ExpressionRef {
  return id === binaryen.BreakId ? binaryen.Break.getValue(ref) : binaryen.Return.getValue(ref);
}
