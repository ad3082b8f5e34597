// What is known of the closures of one compilation.
import type { Compiler, Function as Fn } from "assemblyscript";
import { FunctionCells } from "./cells.js";
import type { Entry } from "./entry.js";
import type { Environment } from "./environment.js";
import { ClosureSyntax, type FunctionScope } from "./model.js";

export class Closures {
  readonly syntax = new ClosureSyntax();
  /** Types of the functions in the table that expect themselves in `CALLEE`. */
  readonly types = new Set<string>();
  /** What function instances capture. */
  readonly environments = new WeakMap<Fn, Environment>();
  /** How closures, and stubs that call them, get at what they capture. */
  readonly entries = new WeakMap<Fn, Entry>();
  private readonly cells = new WeakMap<Fn, FunctionCells>();

  scopeOf(declaration: object): FunctionScope | undefined {
    const { signature } = declaration as { signature?: object };
    return signature && this.syntax.functions.get(signature as never);
  }

  /** The cells of a function; only those that have some are remembered. */
  cellsOf(compiler: Compiler, fn: Fn): FunctionCells {
    let cells = this.cells.get(fn);
    if (!cells) {
      cells = new FunctionCells(compiler, fn);
      this.cells.set(fn, cells);
    }
    return cells;
  }

  existingCellsOf(fn: Fn): FunctionCells | undefined {
    return this.cells.get(fn);
  }
}
