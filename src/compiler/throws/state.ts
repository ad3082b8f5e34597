// What the handling of errors knows about one compilation.
import type { Compiler, Flow, Local, ThrowStatement, Type } from "assemblyscript";
import type { ExpressionRef } from "../binaryen.js";
import { libraryFunction, libraryGlobal } from "../typing/library.js";
import type { Site } from "./sites.js";

/** What a condition tells about a local. */
export interface InstanceTest {
  readonly name: string;
  readonly index: number;
  readonly type: Type;
}

export class ThrowState {
  /** Whether anything in the program can handle an error; else every hook stays out of the way. */
  active = false;
  readonly sites: Site[] = [];
  /** Where calls stand, in debug builds. */
  readonly calls = new Map<ExpressionRef, Site>();
  /** Variables of `catch` clauses, and what `instanceof` made of them. */
  readonly caughtVariables = new WeakSet<Local>();
  /** Conditions that test what a caught error is. */
  readonly tests = new Map<ExpressionRef, InstanceTest>();
  /** What is known in a flow by such tests. */
  readonly narrowed = new WeakMap<Flow, InstanceTest[]>();
  /** Flows of what happens where a condition is false. */
  readonly elseFlows = new WeakSet<Flow>();
  /** `throw` statements that send on an error whose place is known. */
  readonly rethrows = new WeakSet<ThrowStatement>();
  /** Exports whose errors JavaScript takes, and the versions of their functions that leave them to it. */
  readonly exports = new Map<string, string>();
  private tries = 0;
  private hasLibrary = false;

  /** Number of the next `try`, for its labels. */
  nextTry(): number {
    return ++this.tries;
  }

  /** Compiles the library's part, with the first place that needs it: its variables must be roots of the collector. */
  requireLibrary(compiler: Compiler): void {
    if (this.hasLibrary) return;
    this.hasLibrary = true;
    const { program } = compiler;
    for (const name of GLOBALS) compiler.compileGlobal(libraryGlobal(program, name));
    for (const name of FUNCTIONS) compiler.compileFunction(libraryFunction(program, name));
  }

  /** Whether anything in the program throws. */
  get isUsed(): boolean {
    return this.hasLibrary;
  }
}

const GLOBALS = ["__raised", "__pending"] as const;
const FUNCTIONS = ["__raise", "__passed", "__caught", "__uncaught", "__abort"] as const;
