// Whether anything in a program can handle an error: a `try`, an async body, a generator, or a promise or a job, whose
// callbacks the library calls in a `try`. Programs without are compiled as the stock compiler does.
import {
  type IdentifierExpression,
  type MethodDeclaration,
  Node,
  type Source,
  type StringLiteralExpression,
} from "assemblyscript";
import { NodeKind } from "../enums.js";
import { isOwn, type Session } from "../session.js";
import { isAwait } from "../syntax/async.js";
import { isUsing } from "../syntax/using.js";

const HANDLERS = new Set(["Promise", "queueMicrotask", "setInterval", "setTimeout"]);
const PACKAGE = /^as-pollen(\/|$)/;
/** What the text of a source that handles errors has. */
const HINT = /\b(await|try|using|as-pollen|Promise|queueMicrotask|setInterval|setTimeout)\b|\breturn\s*\(/;

export function handlesErrors(session: Session, sources: readonly Source[]): boolean {
  return sources.some(
    (source) =>
      !isOwn(source) && (isMarked(session, source) || (HINT.test(source.text) && source.statements.some(handles))),
  );
}

/** Whether a source has async functions or generators. */
function isMarked(session: Session, source: Source): boolean {
  const { async, generator } = session.marksOf(source);
  return async.size > 0 || generator.size > 0;
}

function handles(node: Node): boolean {
  if (node.kind === NodeKind.Try || isAwait(node)) return true;
  // loops call it when they are left, also by an error
  if (node.kind === NodeKind.MethodDeclaration && (node as MethodDeclaration).name.text === "return") return true;
  if (isUsing(node)) return true;
  if (node.kind === NodeKind.Identifier) return HANDLERS.has((node as IdentifierExpression).text);
  if (node.kind === NodeKind.Import) {
    return PACKAGE.test((node as unknown as { path: StringLiteralExpression }).path.value);
  }
  return childNodes(node).some(handles);
}

function childNodes(node: Node): Node[] {
  const fields = node as unknown as Record<string, unknown>;
  return Object.keys(fields)
    .filter((key) => key !== "range" && key !== "source")
    .flatMap((key) => fields[key])
    .filter((value): value is Node => value instanceof Node);
}
