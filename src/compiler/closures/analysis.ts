// Analysis: which variables each function captures, found in the syntax, in source order and before any typing.
//
// It changes the source in five places, and only where something is captured:
//
//   this                  within an arrow function: a variable of that name, captured like any other
//   function f() { }      within a function, and capturing: `let f = function () { }`; before its block if used before
//   for (let i; ; i++)    where `i` has a cell: `rebind, i++`, so that each iteration has its own
//   { ... let x }         where `x` is captured before it is declared: `{ enter; ... let x }`
//   catch (e) { ... }     where `e` has a cell: `catch (caught) { let e = caught; ... }`
import {
  type CallExpression,
  type ClassDeclaration,
  type Expression,
  type FieldDeclaration,
  type ForOfStatement,
  type ForStatement,
  type FunctionDeclaration,
  type FunctionExpression,
  type IdentifierExpression,
  type NewExpression,
  Node,
  type Parser,
  type Range,
  type Source,
  type Statement,
  type SwitchStatement,
  type TryStatement,
  type VariableDeclaration,
  type VariableStatement,
} from "assemblyscript";
import { reportError } from "../diagnostics.js";
import { ArrowKind, CommonFlags, NodeKind, Token } from "../enums.js";
import { type ClosureSyntax, FunctionScope, type Mark, Variable } from "./model.js";
import { isFunctionStatement, moveFunctions, NO_CODE, textOf } from "./statements.js";

/** Names of a block; null stands for a name that may not be captured. */
interface Scope {
  readonly parent: Scope | null;
  readonly fn: FunctionScope;
  readonly names: Map<string, Variable | null>;
}

/** A variable of a block, and the statements of that. */
interface Declared {
  readonly variable: Variable;
  readonly list: Statement[] | null;
}

/** Analyses a source, if it has functions within functions. */
export function analyzeClosures(syntax: ClosureSyntax, parser: Parser, source: Source): void {
  if (source.text.includes("=>") || source.text.includes("function")) new Analysis(syntax, parser).run(source);
}

class Analysis {
  private readonly declared: Declared[] = [];
  private readonly loops: { loop: ForStatement; variables: Variable[] }[] = [];
  private readonly statements: { list: Statement[]; variable: Variable }[] = [];
  private readonly catches: { node: TryStatement; variable: Variable }[] = [];
  /** Function expressions in `new Promise(...)`. */
  private readonly executors = new Set<FunctionDeclaration>();

  constructor(
    private readonly syntax: ClosureSyntax,
    private readonly parser: Parser,
  ) {}

  run(source: Source): void {
    const start: Scope = { parent: null, fn: new FunctionScope(null, false, null), names: new Map() };
    this.visitList(source.statements, start); // what is declared here are globals, which are not captured
    for (const { variable, list } of this.declared) this.settle(variable, list);
    for (const { loop, variables } of this.loops) this.rebind(loop, variables);
    for (const { list, variable } of this.statements) this.makeVariable(list, variable);
    for (const { node, variable } of this.catches) this.copyCaught(node, variable);
  }

  // ---- names

  private declare(scope: Scope, variable: Variable, list: Statement[] | null = null): void {
    scope.names.set(variable.name, variable);
    this.declared.push({ variable, list });
  }

  /** Declares the names of a list of statements: they are known in all of it. */
  private hoist(list: Statement[], scope: Scope, isBlock: boolean): void {
    const siblings: Variable[] = [];
    for (const statement of list) {
      if (statement.kind === NodeKind.Variable) {
        for (const node of (statement as VariableStatement).declarations) {
          const isVar = !node.isAny(CommonFlags.Const | CommonFlags.Let);
          const variable = isVar
            ? this.hoistOne(node, "var", rootOf(scope), null)
            : this.hoistOne(node, "let", scope, isBlock ? list : null);
          variable.siblings = siblings;
          siblings.push(variable);
        }
      } else if (isFunctionStatement(statement)) {
        const fn = statement.expression as FunctionExpression;
        const { name, range } = fn.declaration;
        const node = Node.createVariableDeclaration(name, null, CommonFlags.Let, null, fn, range);
        const variable = this.hoistOne(node, "let", scope, list);
        siblings.push(variable);
        this.statements.push({ list, variable });
      }
    }
  }

  private hoistOne(node: VariableDeclaration, kind: "let" | "var", scope: Scope, list: Statement[] | null): Variable {
    const variable = new Variable(node.name.text, kind, scope.fn, node);
    this.syntax.variables.set(node, variable);
    this.declare(scope, variable, list);
    return variable;
  }

  private lookup(scope: Scope, name: string): Variable | null {
    for (let at: Scope | null = scope; at; at = at.parent) {
      const variable = at.names.get(name);
      if (variable !== undefined) return variable;
    }
    return null;
  }

  /** Notes the use of a name; all functions between it and its declaration capture the variable. */
  private use(scope: Scope, name: string, range: Range): Variable | null {
    const variable = this.lookup(scope, name);
    if (!variable || variable.owner === scope.fn) return variable;
    variable.captured = true;
    let outermost = scope.fn;
    for (let fn: FunctionScope | null = scope.fn; fn && fn !== variable.owner; fn = fn.parent) {
      if (!fn.captures.has(name)) fn.captures.set(name, { variable, range });
      outermost = fn;
    }
    if (variable.owner.inDefaults && variable.kind === "parameter") variable.capturedByDefault ??= range;
    if (variable.phase === "ahead") variable.forward = true;
    else if (variable.phase === "initializing") {
      if (variable.initialFunction?.declaration === outermost.declaration) outermost.own = variable;
      else variable.early = true;
    }
    return variable;
  }

  private assign(target: Node, scope: Scope): void {
    while (target.kind === NodeKind.Parenthesized || target.kind === NodeKind.Assertion) {
      target = (target as unknown as { expression: Expression }).expression;
    }
    if (target.kind !== NodeKind.Identifier) return;
    const variable = this.lookup(scope, textOf(target));
    if (variable) variable.assigned = true;
  }

  private noteResolution(call: CallExpression, scope: Scope): void {
    if (call.expression.kind !== NodeKind.Identifier) return;
    const variable = this.lookup(scope, textOf(call.expression));
    if (variable?.resolves) this.syntax.resolutions.set(call, variable);
  }

  // ---- the tree

  private visit(node: Node, scope: Scope): Node {
    switch (node.kind) {
      case NodeKind.Identifier:
        this.use(scope, textOf(node), node.range);
        return node;
      case NodeKind.This:
        return this.visitThis(node, scope);
      case NodeKind.Super:
        if (scope.fn.isArrow) this.use(scope, "this", node.range);
        return node;
      case NodeKind.Function:
        this.visitFunction((node as FunctionExpression).declaration, scope);
        return node;
      case NodeKind.FunctionDeclaration:
      case NodeKind.MethodDeclaration:
        this.visitFunction(node as FunctionDeclaration, scope);
        return node;
      case NodeKind.ClassDeclaration:
      case NodeKind.InterfaceDeclaration:
        this.visitList((node as ClassDeclaration).members, scope);
        return node;
      case NodeKind.FieldDeclaration:
        this.visitField(node as FieldDeclaration, scope);
        return node;
      case NodeKind.New: {
        const executor = executorOf(node as NewExpression);
        if (executor) this.executors.add(executor);
        break;
      }
      case NodeKind.Call:
        this.noteResolution(node as CallExpression, scope);
        break;
      case NodeKind.Block:
        this.visitBlock((node as unknown as { statements: Statement[] }).statements, scope);
        return node;
      case NodeKind.For:
        return this.visitFor(node as ForStatement, scope);
      case NodeKind.ForOf:
        this.visitForOf(node as ForOfStatement, scope);
        return node;
      case NodeKind.Switch:
        this.visitSwitch(node as SwitchStatement, scope);
        return node;
      case NodeKind.Try:
        this.visitTry(node as TryStatement, scope);
        return node;
      case NodeKind.VariableDeclaration:
        this.visitVariable(node as VariableDeclaration, scope);
        return node;
      case NodeKind.Binary: {
        const { operator, left } = node as unknown as { operator: number; left: Expression };
        if (operator >= Token.Equals && operator <= Token.Caret_Equals) this.assign(left, scope);
        break;
      }
      case NodeKind.UnaryPrefix:
      case NodeKind.UnaryPostfix: {
        const { operator, operand } = node as unknown as { operator: number; operand: Expression };
        if (operator === Token.Plus_Plus || operator === Token.Minus_Minus) this.assign(operand, scope);
        break;
      }
    }
    this.visitChildren(node, scope);
    return node;
  }

  private visitChildren(node: Node, scope: Scope): void {
    const fields = node as unknown as Record<string, unknown>;
    for (const [key, value] of Object.entries(fields)) {
      if (NO_CODE.has(key)) continue;
      if (value instanceof Node) fields[key] = this.visit(value, scope);
      else if (Array.isArray(value)) this.visitList(value, scope);
    }
  }

  private visitList(list: unknown[], scope: Scope): void {
    for (let i = 0; i < list.length; i++) {
      const node = list[i];
      if (node instanceof Node) list[i] = this.visit(node, scope);
    }
  }

  private visitBlock(list: Statement[], outer: Scope): void {
    this.visitStatements(list, within(outer));
  }

  private visitStatements(list: Statement[], scope: Scope): void {
    moveFunctions(list);
    this.hoist(list, scope, true);
    for (const [i, statement] of list.entries()) {
      const variable = isFunctionStatement(statement) && scope.names.get(statement.expression.declaration.name.text);
      if (variable) variable.phase = "initializing";
      list[i] = this.visit(statement, scope) as Statement;
      if (variable) variable.phase = "ready";
    }
  }

  private visitThis(node: Node, scope: Scope): Node {
    if (!scope.fn.isArrow) return node;
    const variable = this.use(scope, "this", node.range);
    return variable ? Node.createIdentifierExpression("this", node.range) : node;
  }

  private visitFunction(declaration: FunctionDeclaration, outer: Scope): void {
    const { signature, body, arrowKind } = declaration;
    const isArrow = arrowKind !== ArrowKind.None;
    const fn = new FunctionScope(outer.fn, isArrow, declaration);
    const scope: Scope = { parent: outer, fn, names: new Map() };
    this.syntax.functions.set(signature, fn);
    const isMethod = declaration.kind === NodeKind.MethodDeclaration && !declaration.is(CommonFlags.Static);
    if (isMethod || signature.explicitThisType) this.declare(scope, new Variable("this", "this", fn, null));
    else if (!isArrow) scope.names.set("this", null);
    fn.inDefaults = true;
    for (const parameter of signature.parameters) {
      const variable = new Variable(parameter.name.text, "parameter", fn, parameter);
      if (parameter.initializer) parameter.initializer = this.visit(parameter.initializer, scope) as Expression;
      variable.resolves = !fn.parameters.length && this.executors.has(declaration);
      fn.parameters.push(variable);
      this.declare(scope, variable);
    }
    fn.inDefaults = false;
    if (!body) return;
    if (body.kind === NodeKind.Block) {
      this.visitStatements((body as unknown as { statements: Statement[] }).statements, scope);
    } else declaration.body = this.visit(body, scope) as Statement;
  }

  /** The initializer of a field is compiled into the constructor. */
  private visitField(field: FieldDeclaration, outer: Scope): void {
    if (!field.initializer) return;
    const fn = new FunctionScope(outer.fn, false, null);
    const scope: Scope = { parent: outer, fn, names: new Map() };
    if (!field.is(CommonFlags.Static)) this.declare(scope, new Variable("this", "this", fn, null));
    field.initializer = this.visit(field.initializer, scope) as Expression;
  }

  private visitFor(loop: ForStatement, outer: Scope): Statement {
    const scope = within(outer);
    let capturedAtStart: Variable[] = [];
    if (loop.initializer) {
      this.hoist([loop.initializer], scope, false);
      loop.initializer = this.visit(loop.initializer, scope) as Statement;
      capturedAtStart = [...scope.names.values()].filter((variable) => variable?.captured) as Variable[];
    }
    if (loop.condition) loop.condition = this.visit(loop.condition, scope) as Expression;
    if (loop.incrementor) loop.incrementor = this.visit(loop.incrementor, scope) as Expression;
    loop.body = this.visit(loop.body, scope) as Statement;
    const variables = [...scope.names.values()].filter((variable) => variable !== null);
    if (variables.length) this.loops.push({ loop, variables });
    if (!loop.initializer || !capturedAtStart.length) return loop;
    const mark = Node.createExpressionStatement(this.mark({ kind: "rebind", variables: capturedAtStart }, loop));
    const { initializer, condition, incrementor, body, range } = loop;
    const rest = Node.createForStatement(null, condition, incrementor, body, range);
    this.loops.push({ loop: rest, variables });
    return Node.createBlockStatement([initializer, mark, rest], range);
  }

  /** Each step declares the variable anew: it needs no rebinding. */
  private visitForOf(loop: ForOfStatement, outer: Scope): void {
    loop.iterable = this.visit(loop.iterable, outer) as Expression;
    const scope = within(outer);
    this.hoist([loop.variable], scope, false);
    loop.variable = this.visit(loop.variable, scope) as Statement;
    loop.body = this.visit(loop.body, scope) as Statement;
  }

  private visitSwitch(node: SwitchStatement, outer: Scope): void {
    node.condition = this.visit(node.condition, outer) as Expression;
    const scope = within(outer);
    for (const { statements } of node.cases) this.hoist(statements, scope, false);
    for (const item of node.cases) {
      if (item.label) item.label = this.visit(item.label, scope) as Expression;
      this.visitList(item.statements, scope);
    }
  }

  private visitTry(node: TryStatement, outer: Scope): void {
    this.visitBlock(node.bodyStatements, outer);
    if (node.catchStatements) {
      const scope = within(outer);
      const name = node.catchVariable;
      if (name) {
        const caught = Node.createIdentifierExpression(`${name.text}~caught`, name.range);
        const declaration = Node.createVariableDeclaration(name, null, CommonFlags.Let, null, caught, name.range);
        const variable = this.hoistOne(declaration, "let", scope, null);
        variable.phase = "ready";
        this.catches.push({ node, variable });
      }
      this.visitBlock(node.catchStatements, scope);
    }
    if (node.finallyStatements) this.visitBlock(node.finallyStatements, outer);
  }

  private visitVariable(node: VariableDeclaration, scope: Scope): void {
    const variable = this.syntax.variables.get(node);
    if (variable) variable.phase = "initializing";
    if (node.initializer) node.initializer = this.visit(node.initializer, scope) as Expression;
    if (variable) variable.phase = "ready";
  }

  // ---- what follows from it

  private settle(variable: Variable, list: Statement[] | null): void {
    const { name, kind, declaration, forward, assigned, capturedByDefault } = variable;
    if (!variable.hasCell || !declaration) return;
    if (capturedByDefault && assigned) {
      const message = `A default value captures parameter '${name}', which is assigned to. Copy it into a variable.`;
      reportError(this.parser, capturedByDefault, message);
    }
    // inlining gives parameters and `var`s no start of a function where their cells could begin to exist
    const { declaration: fn } = variable.owner;
    if (kind !== "let" && fn?.decorators)
      fn.decorators = fn.decorators.filter((node) => textOf(node.name) !== "inline");
    declaration.flags &= ~CommonFlags.DefinitelyAssigned; // of which the compiler says that it has no effect
    // a constant that the compiler folds would leave the cell empty
    if (!assigned && kind === "let") declaration.flags = (declaration.flags & ~CommonFlags.Const) | CommonFlags.Let;
    if (!forward || kind === "var") return;
    if (list)
      list.unshift(Node.createExpressionStatement(this.mark({ kind: "enter", variables: [variable] }, declaration)));
    else reportError(this.parser, declaration.range, `A closure captures '${name}' before its declaration is reached.`);
  }

  private rebind(loop: ForStatement, all: Variable[]): void {
    const variables = all.filter((variable) => variable.hasCell);
    if (!variables.length) return;
    const mark = this.mark({ kind: "rebind", variables }, loop);
    loop.incrementor = loop.incrementor ? Node.createCommaExpression([mark, loop.incrementor], loop.range) : mark;
  }

  private mark(mark: Mark, { range }: Node): CallExpression {
    const call = Node.createCallExpression(Node.createIdentifierExpression(mark.kind, range), null, [], range);
    this.syntax.marks.set(call, mark);
    return call;
  }

  /** A function statement that captures, or that is captured in a cell, is an ordinary variable. */
  private makeVariable(list: Statement[], variable: Variable): void {
    const declaration = variable.declaration as VariableDeclaration;
    const fn = variable.initialFunction as FunctionExpression;
    if (!this.syntax.functions.get(fn.declaration.signature)?.captures.size && !variable.hasCell) return;
    const at = list.findIndex((statement) => isFunctionStatement(statement) && statement.expression === fn);
    list[at] = Node.createVariableStatement(null, [declaration], declaration.range);
  }

  /** What is caught goes into a variable that can have a cell. */
  private copyCaught(node: TryStatement, variable: Variable): void {
    if (!variable.hasCell) return;
    const declaration = variable.declaration as VariableDeclaration;
    node.catchVariable = declaration.initializer as IdentifierExpression;
    node.catchStatements?.unshift(Node.createVariableStatement(null, [declaration], declaration.range));
  }
}

/** The function expression that `new Promise(...)` calls. */
function executorOf({ typeName, args }: NewExpression): FunctionDeclaration | null {
  const [executor] = args;
  if (typeName.next || typeName.identifier.text !== "Promise" || executor?.kind !== NodeKind.Function) return null;
  return (executor as FunctionExpression).declaration;
}

function within(outer: Scope): Scope {
  return { parent: outer, fn: outer.fn, names: new Map() };
}

/** The outermost scope of the function that a scope is in. */
function rootOf(scope: Scope): Scope {
  let root = scope;
  while (root.parent?.fn === scope.fn) root = root.parent;
  return root;
}
