// Calls that start a task: in `spawn(f(x))` the call of `f` runs in a context of its own from its first line on.
//
//   spawn(f(x))      becomes      spawn(__started((x, __start_task(), f(x))))
//
// A function of the library that takes such a call as its first argument is decorated with `@starts`. What else it is
// given, a promise in a variable say, it takes as it is.
import type { Compiler, Function as Fn } from "assemblyscript";
import binaryen, { type ExpressionRef, type FunctionRef, type Module } from "../binaryen.js";
import { libraryFunction } from "../typing/library.js";
import { childrenOf, idOf, setChild, typeOf } from "./ir.js";
import { TOSTACK } from "./lift.js";

/** Lets calls start tasks. Runs once everything else is lowered. */
export function startTasks(compiler: Compiler): void {
  const starters = new Set<string>();
  for (const [name, instance] of compiler.program.instancesByName) if (isStarter(instance as Fn)) starters.add(name);
  if (starters.size) new StartingCalls(compiler, starters).run();
}

/** Compiles what such calls need, before anything is lowered. */
export function compileStarts(compiler: Compiler): void {
  const { program } = compiler;
  if (![...program.instancesByName.values()].some((instance) => isStarter(instance as Fn))) return;
  for (const name of ["__start_task", "__started"]) compiler.compileFunction(libraryFunction(program, name));
}

function isStarter({ prototype }: Fn): boolean {
  const { decorators } = prototype?.declaration ?? {};
  return decorators?.some(({ name }) => (name as { text?: string }).text === "starts") ?? false;
}

class StartingCalls {
  private readonly m: Module;
  private readonly start: string;
  private readonly started: string;

  constructor(
    compiler: Compiler,
    private readonly starters: ReadonlySet<string>,
  ) {
    this.m = binaryen.wrapModule(compiler.module.ref);
    this.start = libraryFunction(compiler.program, "__start_task").internalName;
    this.started = libraryFunction(compiler.program, "__started").internalName;
  }

  run(): void {
    const { m } = this;
    for (let i = 0, n = m.getNumFunctions(); i < n; i++) {
      const ref = m.getFunctionByIndex(i);
      const body = binaryen.Function.getBody(ref);
      if (body) this.visit(ref, body);
    }
  }

  private visit(within: FunctionRef, ref: ExpressionRef): void {
    const children = childrenOf(ref);
    for (const child of children) this.visit(within, child);
    const [first] = children;
    if (first && idOf(ref) === binaryen.CallId && this.starters.has(binaryen.Call.getTarget(ref))) {
      this.wrap(within, ref, 0, first);
    }
  }

  /** Wraps the call that a value comes from, if it is one. What a starter returns has begun in its own operand. */
  private wrap(within: FunctionRef, parent: ExpressionRef, at: number, value: ExpressionRef): void {
    const [inner] = childrenOf(value);
    if (idOf(value) === binaryen.LocalSetId || isKeep(value)) {
      if (inner) this.wrap(within, value, 0, inner);
    } else if (idOf(value) === binaryen.BlockId) {
      if (inner && isChecked(value)) this.wrap(within, value, 0, inner);
    } else if (idOf(value) === binaryen.CallId && !this.starters.has(binaryen.Call.getTarget(value))) {
      setChild(parent, at, this.m.call(this.started, [this.startBefore(within, value)], binaryen.i32));
    }
  }

  /** The call, with the start of the task behind its operands. */
  private startBefore(within: FunctionRef, call: ExpressionRef): ExpressionRef {
    const { m } = this;
    const start = m.call(this.start, [], binaryen.none);
    const operands = childrenOf(call);
    const last = operands.at(-1);
    if (last === undefined) return m.block(null, [start, call], binaryen.i32);
    const type = typeOf(last);
    const local = binaryen._BinaryenFunctionAddVar(within, type);
    setChild(
      call,
      operands.length - 1,
      m.block(null, [m.local.set(local, last), start, m.local.get(local, type)], type),
    );
    return call;
  }
}

function isKeep(ref: ExpressionRef): boolean {
  return idOf(ref) === binaryen.CallId && binaryen.Call.getTarget(ref) === TOSTACK;
}

/** Whether a block is a call that may come back with an error, and the look for one: see throws/checks.ts. */
function isChecked(block: ExpressionRef): boolean {
  const children = childrenOf(block),
    [first, last] = [children[0], children.at(-1)];
  if (first === undefined || last === undefined) return false;
  if (idOf(first) !== binaryen.LocalSetId || idOf(last) !== binaryen.LocalGetId) return false;
  return binaryen.LocalSet.getIndex(first) === binaryen.LocalGet.getIndex(last);
}
