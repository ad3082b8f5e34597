// What isolates are given, looked at once the types are known: what is wrong is said of the user's line.
//
//   Isolate.spawn(f)      f is a function that captures nothing, and its messages can be copied
//   Isolate.load<A, B>    the messages can be copied
//   @message class        its fields can be copied
import {
  type CallExpression,
  type Class,
  Compiler,
  type Expression,
  type ExpressionRef,
  type FunctionExpression,
  type Node,
  type PropertyAccessExpression,
  type Type,
  type TypeNode,
} from "assemblyscript";
import { reportError } from "../diagnostics.js";
import { ElementKind, NodeKind, ReportMode } from "../enums.js";
import { hook } from "../hooks.js";
import { type Session, sessionOf } from "../session.js";

const ISOLATE = /^~lib\/(.*\/)?as-pollen\/assembly\/isolate\/isolate\/Isolate\.(spawn|load|parent)$/;

export function installIsolateChecks(): void {
  hook<(this: Compiler, call: CallExpression, ...rest: unknown[]) => ExpressionRef>(
    Compiler,
    "compileCallExpression",
    3,
    (original) =>
      function (call, ...rest) {
        const session = sessionOf(this);
        const isRight = !session?.usesIsolates || check(session, this, call);
        return isRight ? original.call(this, call, ...rest) : this.module.unreachable();
      },
  );
}

/** Whether nothing is wrong with a call; says what is. */
function check(session: Session, compiler: Compiler, call: CallExpression): boolean {
  const field = session.messageFields.get(call);
  if (field) return isCopied(compiler, resolve(compiler, field), field);
  if (call.expression.kind !== NodeKind.PropertyAccess) return true;
  const { property } = call.expression as PropertyAccessExpression;
  if (!["spawn", "load", "parent"].includes(property.text)) return true;
  const { resolver, currentFlow } = compiler;
  const called = resolver.lookupExpression(call.expression, currentFlow, undefined, ReportMode.Swallow);
  if (!called || !ISOLATE.test(called.internalName)) return true;
  const [entry] = call.args;
  if (property.text === "spawn") return !entry || checkEntry(session, compiler, entry);
  return (call.typeArguments ?? []).every((node) => isCopied(compiler, resolve(compiler, node), node));
}

function checkEntry(session: Session, compiler: Compiler, entry: Expression): boolean {
  const { resolver, currentFlow } = compiler;
  const problem = problemOfEntry(session, compiler, entry);
  if (problem) {
    reportError(compiler, entry.range, problem);
    return false;
  }
  const type = resolver.resolveExpression(entry, currentFlow, undefined, ReportMode.Swallow);
  const [port] = type?.signatureReference?.parameterTypes ?? [];
  return (port?.getClass()?.typeArguments ?? []).every((message) => isCopied(compiler, message, entry));
}

/** Why an isolate cannot run a function; null if it can. */
function problemOfEntry(session: Session, compiler: Compiler, entry: Expression): string | null {
  if (entry.kind === NodeKind.Function) {
    const { signature } = (entry as FunctionExpression).declaration;
    const [captured] = session.closures.syntax.functions.get(signature)?.captures.keys() ?? [];
    if (captured === undefined) return null;
    return `An isolate shares nothing: its entry captures '${captured}'. Send that as a message.`;
  }
  const { resolver, currentFlow } = compiler;
  const element = resolver.lookupExpression(entry, currentFlow, undefined, ReportMode.Swallow);
  if (element?.kind === ElementKind.FunctionPrototype) return null;
  return "An isolate shares nothing: its entry must be the name of a function, or a function that captures nothing.";
}

function resolve({ resolver, currentFlow }: Compiler, type: TypeNode): Type | null {
  const { sourceFunction, contextualTypeArguments } = currentFlow;
  return resolver.resolveType(type, currentFlow, sourceFunction, contextualTypeArguments, ReportMode.Swallow);
}

/** What was said to be wrong: a field is both written and read. */
const reported = new WeakSet<Node>();

/** Whether values of a type can be messages, or parts of one; says why not, once. */
function isCopied(compiler: Compiler, type: Type | null, at: Node): boolean {
  const problem = type && problemOf(compiler, type);
  if (problem && !reported.has(at)) reportError(compiler, at.range, problem);
  if (problem) reported.add(at);
  return !problem;
}

function problemOf(compiler: Compiler, type: Type): string | null {
  if (!type.isReference) return null;
  const name = type.nonNullableType.toString();
  if (type.signatureReference) return `Functions cannot be sent to another isolate: '${name}'.`;
  const { program } = compiler;
  const cls = type.getClass();
  const { stringInstance, arrayBufferInstance, arrayBufferViewInstance, arrayPrototype, staticArrayPrototype } =
    program;
  if (!cls || cls.kind !== ElementKind.Class) return `Values of type '${name}' cannot be sent to another isolate.`;
  if (cls === stringInstance || cls === arrayBufferInstance) return null;
  const isArray = cls.prototype === arrayPrototype || cls.prototype === staticArrayPrototype;
  if (isArray) return problemOf(compiler, (cls.typeArguments as Type[])[0] as Type);
  if (cls.extends(arrayBufferViewInstance) || isMessage(cls)) return null;
  return `Class '${name}' cannot be sent to another isolate: decorate it with '@message'.`;
}

/** Whether the class itself, and not only one that it extends, has the compiler's methods. */
function isMessage({ prototype }: Class): boolean {
  return prototype.instanceMembers?.has("__write_message") ?? false;
}
