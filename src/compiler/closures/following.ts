// `resolve(promise)` in the executor of a promise. AssemblyScript's function types take values of one type only, so calls
// with a promise become calls of the library:
//
//   new Promise<T>((resolve, reject) => { ... resolve(promise); ... })        __follow(resolve, promise);
//
// The syntax tells which calls these may be: those of the first parameter of a function expression in `new Promise(...)`.
import { type CallExpression, Compiler, type ExpressionRef, Node, Type } from "assemblyscript";
import { NodeKind, ReportMode } from "../enums.js";
import { hook } from "../hooks.js";
import { sessionOf } from "../session.js";
import { promisedType } from "../typing/types.js";

export function installFollowing(): void {
  hook<(this: Compiler, call: CallExpression, ...rest: unknown[]) => ExpressionRef>(
    Compiler,
    "compileCallExpression",
    3,
    (original) =>
      function (call, ...rest) {
        const variable = sessionOf(this)?.closures.syntax.resolutions.get(call);
        const follows = variable && !variable.assigned && isPromise(this, call);
        return original.call(this, follows ? following(call) : call, ...rest);
      },
  );
}

/** Whether the argument of a call is a promise. */
function isPromise({ program, resolver, currentFlow }: Compiler, { args }: CallExpression): boolean {
  const [argument] = args;
  if (!argument || args.length > 1 || argument.kind === NodeKind.Function) return false;
  const type = resolver.resolveExpression(argument, currentFlow, Type.auto, ReportMode.Swallow);
  return type !== null && promisedType(program, type) !== null;
}

function following({ expression, args, range }: CallExpression): CallExpression {
  const callee = Node.createIdentifierExpression("__follow", expression.range);
  return Node.createCallExpression(callee, null, [expression, ...args], range);
}
