// What Pollen needs of AssemblyScript's collectors, and changes in their sources.
import type {
  BlockStatement,
  Expression,
  FunctionDeclaration,
  IdentifierExpression,
  Parser,
  Source,
  Statement,
  SwitchStatement,
  TernaryExpression,
  VariableStatement,
  WhileStatement,
} from "assemblyscript";
import { NodeKind } from "./enums.js";
import { HookError } from "./hooks.js";

/** The minimal runtime does not tell how much it has allocated; the core has to know when to collect. */
export function showHeapSize(parser: Parser): void {
  const runtime = sourceOf(parser, "~lib/rt/tcms");
  if (runtime) runtime.statements.push(parsed(parser, "@global function __heap_size(): usize { return total; }"));
}

/**
 * Bounds the pauses of the incremental runtime. It works for a budget at a time, 2,048 by default, but
 *
 *   - goes past objects without references in one step that costs nothing. The marker comes to objects in the order of their
 *     distance from the roots, so that all strings of a store lie in a row: half a million of them are one pause;
 *   - counts each object that it visits as one, a tenth of what one costs that it frees: it marks the whole heap while some
 *     hundred KiB are allocated, which is a pause in instalments.
 *
 * Now each object that it goes past is a step of its own, and a visit costs 10, unless `ASC_GC_MARKCOST` is set.
 */
export function boundPauses(parser: Parser): void {
  const runtime = sourceOf(parser, "~lib/rt/itcms");
  if (!runtime) return;
  const step = runtime.statements.find((statement) => isFunction(statement, "step")) as FunctionDeclaration | undefined;
  const statements = flat([step?.body ?? null]);
  const cost = statements.flatMap(variablesOf).find(({ name }) => name.text === "MARKCOST")?.initializer;
  const cases = statements.find(({ kind }) => kind === NodeKind.Switch) as SwitchStatement | undefined;
  const marking = cases?.cases.find(({ label }) => (label as IdentifierExpression | null)?.text === "STATE_MARK");
  const loop = flat(marking?.statements).find(({ kind }) => kind === NodeKind.While) as WhileStatement | undefined;
  const steps = flat([loop?.body ?? null]);
  if (cost?.kind !== NodeKind.Ternary || steps.at(-1)?.kind !== NodeKind.Expression) {
    throw new HookError("step() of rt/itcms", "has changed");
  }
  const changed = parsed(parser, "function step(): usize { const MARKCOST = 10; return MARKCOST; }");
  const [ten, past] = flat([(changed as FunctionDeclaration).body]);
  (cost as TernaryExpression).ifElse = variablesOf(ten)[0]?.initializer as Expression;
  steps[steps.length - 1] = past as Statement;
}

function sourceOf(parser: Parser, path: string): Source | undefined {
  return parser.sources.find(({ internalPath }) => internalPath === path);
}

/** The one statement of a text. */
function parsed(parser: Parser, text: string): Statement {
  parser.parseFile(text, "~lib/pollen/collector.ts", false);
  const { statements } = parser.sources.at(-1) as Source;
  return statements.pop() as Statement;
}

function isFunction(statement: Statement, name: string): boolean {
  return statement.kind === NodeKind.FunctionDeclaration && (statement as FunctionDeclaration).name.text === name;
}

function variablesOf(statement: Statement | undefined) {
  return statement?.kind === NodeKind.Variable ? (statement as VariableStatement).declarations : [];
}

/** The list of statements that is in a block, which is all there is; the list itself, so that it can be changed. */
function flat(statements: readonly (Statement | null)[] = []): Statement[] {
  const [first] = statements;
  return first?.kind === NodeKind.Block ? (first as BlockStatement).statements : (statements as Statement[]);
}
