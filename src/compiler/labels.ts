// Jumps to labels: `break` and `continue` with a name leave the block that the syntax made of the label. What the compiler
// knows of variables behind the block is what holds on all ways there.
import {
  type BlockStatement,
  type BreakStatement,
  Compiler,
  type ContinueStatement,
  type DiagnosticEmitter,
  type ExpressionRef,
  type Flow,
  type IdentifierExpression,
} from "assemblyscript";
import binaryen from "./binaryen.js";
import { reportError } from "./diagnostics.js";
import { FlowFlags } from "./enums.js";
import { hook } from "./hooks.js";
import { type Session, sessionOf } from "./session.js";
import type { Label } from "./syntax/labels.js";

/** A block with a label, while it is compiled. */
interface Target {
  readonly label: Label;
  /** Its name in the compiled code. */
  readonly name: string;
  /** What is known where a jump leaves it. */
  readonly exits: Flow[];
}

/** Targets by the flows of their blocks. */
const targets = new WeakMap<Flow, Target>();

export function installLabels(): void {
  hook<(this: Compiler, statement: BlockStatement) => ExpressionRef>(
    Compiler,
    "compileBlockStatement",
    1,
    (original) =>
      function (statement) {
        const session = sessionOf(this);
        const label = session?.labels.get(statement);
        return session && label ? compileLabelled(session, this, statement, label) : original.call(this, statement);
      },
  );

  hook<(this: Compiler, statement: BreakStatement) => ExpressionRef>(
    Compiler,
    "compileBreakStatement",
    1,
    (original) =>
      function (statement) {
        const { label } = statement;
        return label && sessionOf(this) ? compileJump(this, label, "break") : original.call(this, statement);
      },
  );

  hook<(this: Compiler, statement: ContinueStatement) => ExpressionRef>(
    Compiler,
    "compileContinueStatement",
    1,
    (original) =>
      function (statement) {
        const { label } = statement;
        return label && sessionOf(this) ? compileJump(this, label, "continue") : original.call(this, statement);
      },
  );
}

function compileLabelled(
  session: Session,
  compiler: Compiler,
  { statements }: BlockStatement,
  label: Label,
): ExpressionRef {
  const { currentFlow: outer, module } = compiler;
  const isDuplicate = label.jump === "break" && find(outer, ({ name }) => name === label.name);
  if (isDuplicate) reportError(compiler, label.range, `Duplicate label '${label.name}'.`);
  const flow = outer.fork();
  const target: Target = { label, name: `~${label.name}|${session.nextLabel()}`, exits: [] };
  targets.set(flow, target);
  compiler.currentFlow = flow;
  const code = compiler.compileStatements(statements);
  compiler.currentFlow = outer;
  outer.inherit(target.exits.reduce((known, exit) => joined(outer, known, exit), flow));
  return target.exits.length ? module.block(target.name, code, binaryen.none) : module.flatten(code);
}

function compileJump(compiler: Compiler, name: IdentifierExpression, jump: Label["jump"]): ExpressionRef {
  const { currentFlow: flow, module } = compiler;
  const target = find(flow, (label) => label.name === name.text && label.jump === jump);
  if (!target) {
    reportMissing(compiler, flow, name, jump);
    return module.unreachable();
  }
  target.exits.push(flow.fork());
  flow.set(FlowFlags.Terminates);
  return module.br(target.name);
}

/** The innermost target around a flow with a label that fits. */
function find(from: Flow, fits: (label: Label) => boolean): Target | null {
  for (let flow: Flow | null = from; flow; flow = flow.parent) {
    const target = targets.get(flow);
    if (target && fits(target.label)) return target;
  }
  return null;
}

function reportMissing(emitter: DiagnosticEmitter, flow: Flow, { text, range }: IdentifierExpression, jump: string) {
  const isLabel = ({ name }: Label): boolean => name === text;
  let message = `A '${jump}' statement can only jump to a label of an enclosing ${
    jump === "continue" ? "iteration statement" : "statement"
  }.`;
  for (let outer = flow.outer; outer; outer = outer.outer) {
    if (find(outer, isLabel)) message = "Jump target cannot cross function boundary.";
  }
  reportError(emitter, range, message);
}

/** What is known on two ways to one place, of which the second left inner loops and switches. */
function joined(outer: Flow, known: Flow, exit: Flow): Flow {
  if (exit.breakLabel !== outer.breakLabel) exit.unset(FlowFlags.Breaks | FlowFlags.ConditionallyBreaks);
  if (exit.continueLabel !== outer.continueLabel) exit.unset(FlowFlags.Continues | FlowFlags.ConditionallyContinues);
  const flow = outer.fork();
  flow.inheritAlternatives(known, exit);
  return flow;
}
