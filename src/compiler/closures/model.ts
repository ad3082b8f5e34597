// What the analysis of the syntax finds out about closures, for the compilation to look up.
import type {
  FunctionDeclaration,
  FunctionExpression,
  FunctionTypeNode,
  Node,
  ParameterNode,
  Range,
  VariableDeclaration,
} from "assemblyscript";
import { CommonFlags } from "../enums.js";

/** What a variable is: `var` is one binding a function, `let` (and `const`) one a block and iteration. */
export type VariableKind = "this" | "parameter" | "let" | "var";

/** Something that a closure can capture. */
export class Variable {
  captured = false;
  /** Whether anything but its declaration gives it a value. */
  assigned = false;
  /** Whether it is the `resolve` of an executor, as in `new Promise((resolve) => ...)`. */
  resolves = false;
  /** Whether a closure that its own initializer makes captures it. */
  early = false;
  /** Whether a closure captures it that was made before the declaration was reached. */
  forward = false;
  /** Whether it was declared as `let x!: T`: something assigns to it before it is read. */
  readonly isDefinite: boolean;
  /** Where the closure of a parameter's default value captures it. */
  capturedByDefault: Range | null = null;
  /** All variables of its block, in the order of their declarations. */
  siblings: readonly Variable[] = [];
  /** How far the analysis, which goes in source order, has come with its declaration. */
  phase: "ahead" | "initializing" | "ready";

  constructor(
    readonly name: string,
    readonly kind: VariableKind,
    readonly owner: FunctionScope,
    readonly declaration: VariableDeclaration | ParameterNode | null,
  ) {
    this.isDefinite = declaration?.is(CommonFlags.DefinitelyAssigned) ?? false;
    this.phase = kind === "this" || kind === "parameter" ? "ready" : "ahead";
  }

  /**
   * Whether it lives in a cell of its own, which its function and the closures share. What nothing changes any more once
   * a closure has it is copied into the closure instead.
   */
  get hasCell(): boolean {
    if (!this.captured || this.kind === "this") return false;
    return this.assigned || this.early || this.forward || this.kind === "var";
  }

  /** Whether each access makes sure that it has a value. */
  get isChecked(): boolean {
    return this.forward || this.isDefinite;
  }

  /** The function that initializes it, if one does. */
  get initialFunction(): FunctionExpression | null {
    const { initializer } = this.declaration ?? { initializer: null };
    return initializer && "declaration" in initializer ? (initializer as FunctionExpression) : null;
  }
}

/** A captured variable, and where it is first used. */
export interface Capture {
  readonly variable: Variable;
  readonly range: Range;
}

/** A function, or what is compiled like one: the initializer of a field, the top level of a file. */
export class FunctionScope {
  readonly captures = new Map<string, Capture>();
  readonly parameters: Variable[] = [];
  /** The variable that it initializes, if it refers to that: a closure knows itself. */
  own: Variable | null = null;
  /** Whether the analysis is at the default values of its parameters. */
  inDefaults = false;

  constructor(
    readonly parent: FunctionScope | null,
    readonly isArrow: boolean,
    readonly declaration: FunctionDeclaration | null,
  ) {}
}

/** What a call that the analysis put into the source stands for. */
export interface Mark {
  /** `enter`: a block starts, the variables' cells begin to exist. `rebind`: the next iteration has cells of its own. */
  readonly kind: "enter" | "rebind";
  readonly variables: Variable[];
}

/** The findings of one compilation. */
export class ClosureSyntax {
  /** Functions by their signatures: these are shared by the clones of a declaration. */
  readonly functions = new WeakMap<FunctionTypeNode, FunctionScope>();
  readonly variables = new WeakMap<VariableDeclaration, Variable>();
  readonly marks = new WeakMap<Node, Mark>();
  /** Calls of the `resolve` of an executor, and the variable that it is. */
  readonly resolutions = new WeakMap<Node, Variable>();
}
