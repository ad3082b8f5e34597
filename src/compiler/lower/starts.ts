// Calls that start a task: in `spawn(f(x))` the call of `f` runs in a context of its own from its first line on.
//
//   spawn(f(x))     becomes    spawn(f~task(x))           a copy of `f` whose frame is that of a lean task
//   timeout(f(x))   becomes    timeout(__started((x, __start_task(), f(x))))
//
// and the context of before is the current one again behind the call. A function of the library that takes such a call as its
// first argument is decorated with `@spawns` or `@starts`. The latter needs a context in any case; so does a task whose `f` has
// no frame, unless it has always ended when it returns: that is called as it is, and told if its task is awaited on the spot.
// What else it is given, a promise in a variable say, it takes as it is.
import type { Compiler, Function as Fn } from "assemblyscript";
import binaryen, { type ExpressionRef, type FunctionRef, type Module } from "../binaryen.js";
import type { Session } from "../session.js";
import { libraryFunction, libraryGlobal } from "../typing/library.js";
import { childrenOf, idOf, readTree, setChild, typeOf, walk } from "./ir.js";
import { type StarterKind, starterKind } from "./library.js";
import { TOSTACK } from "./lift.js";
import { resumedName } from "./lower.js";
import { DIRECT } from "./stop.js";

/** The name of the copy of a lowered function whose frame is that of a task. */
const taskName = (name: string): string => `${name}~task`;

/** Lets calls start tasks. Runs once everything else is lowered. */
export function startTasks(session: Session, compiler: Compiler): void {
  const calls = new StartingCalls(session, compiler);
  if (calls.isUsed) calls.run();
}

/** Compiles what such calls need, before anything is lowered. */
export function compileStarts(compiler: Compiler): void {
  const { program } = compiler;
  const decorators = new Set([...program.instancesByName.values()].map((instance) => starterKind(instance as Fn)));
  const needed = [];
  if (decorators.has("spawns")) needed.push("__task_frame");
  if (decorators.has("spawns") || decorators.has("starts")) needed.push("__start_task", "__started");
  for (const name of needed) compiler.compileFunction(libraryFunction(program, name));
}

/** A call of a function that starts a task. */
interface Starter {
  readonly kind: StarterKind;
  readonly isAwaited: boolean;
}

class StartingCalls {
  private readonly m: Module;
  private readonly starters = new Map<string, StarterKind>();
  /** Functions that are called as tasks. */
  private readonly tasks = new Set<string>();

  constructor(
    private readonly session: Session,
    private readonly compiler: Compiler,
  ) {
    this.m = binaryen.wrapModule(compiler.module.ref);
    for (const [name, instance] of compiler.program.instancesByName) {
      const kind = starterKind(instance as Fn);
      if (kind) this.starters.set(name, kind);
    }
  }

  get isUsed(): boolean {
    return this.starters.size > 0;
  }

  run(): void {
    const { m } = this;
    for (let i = 0, n = m.getNumFunctions(); i < n; i++) {
      const ref = m.getFunctionByIndex(i);
      const body = binaryen.Function.getBody(ref);
      if (body) this.visit(ref, body);
    }
    for (const name of this.tasks) this.copyForTasks(name);
  }

  private nameOf(libraryName: string): string {
    return libraryFunction(this.compiler.program, libraryName).internalName;
  }

  private visit(within: FunctionRef, ref: ExpressionRef): void {
    const children = childrenOf(ref);
    for (const child of children) this.visit(within, child);
    const [first] = children;
    const kind = first && idOf(ref) === binaryen.CallId && this.starters.get(binaryen.Call.getTarget(ref));
    if (kind) this.wrap(within, ref, 0, first, { kind, isAwaited: this.session.awaitedCalls.has(ref) });
  }

  /** Wraps the call that a value comes from, if it is one. What a starter returns has begun in its own operand. */
  private wrap(within: FunctionRef, parent: ExpressionRef, at: number, value: ExpressionRef, starter: Starter): void {
    const [inner] = childrenOf(value);
    if (idOf(value) === binaryen.LocalSetId || isKeep(value)) {
      if (inner) this.wrap(within, value, 0, inner, starter);
    } else if (idOf(value) === binaryen.BlockId) {
      if (inner && isChecked(value)) this.wrap(within, value, 0, inner, starter);
    } else if (idOf(value) === binaryen.CallId && !this.starters.has(binaryen.Call.getTarget(value))) {
      setChild(parent, at, this.started(within, value, starter));
    }
  }

  /** A call that begins in a context of its own, if it needs one. */
  private started(within: FunctionRef, call: ExpressionRef, { kind, isAwaited }: Starter): ExpressionRef {
    const { m } = this;
    const callee = binaryen.Call.getTarget(call);
    if (kind === "spawns") {
      if (m.getFunction(resumedName(callee))) {
        this.tasks.add(callee);
        binaryen.Call.setTarget(call, taskName(callee));
        return this.restoring(within, call);
      }
      if (this.endsAtOnce(callee)) {
        const mark = libraryGlobal(this.compiler.program, "__direct").internalName;
        return isAwaited ? this.before(within, call, m.global.set(mark, m.i32.const(DIRECT))) : call;
      }
    }
    const started = this.before(within, call, m.call(this.nameOf("__start_task"), [], binaryen.none));
    return this.restoring(within, m.call(this.nameOf("__started"), [started], binaryen.i32));
  }

  /** Adds the copy of an async function whose frame is that of a task. */
  private copyForTasks(name: string): void {
    const { m } = this;
    const { params, results, vars, body } = binaryen.getFunctionInfo(m.getFunction(name));
    const code = m.copyExpression(body);
    const [frame, taskFrame] = [this.nameOf("__frame"), this.nameOf("__task_frame")];
    walk(
      readTree(code, () => false),
      ({ id, ref, name }) => {
        if (id === binaryen.CallId && name === frame) binaryen.Call.setTarget(ref, taskFrame);
      },
    );
    m.addFunction(taskName(name), params, results, vars, code);
  }

  /** Whether a function is async and has neither awaits nor a promise that it follows. */
  private endsAtOnce(name: string): boolean {
    const instance = this.compiler.program.instancesByName.get(name) as Fn | undefined;
    if (!instance || this.session.coroutineInstances.get(instance)?.kind !== "async") return false;
    const following = this.compiler.program.lookup("__return_promise");
    let follows = false;
    walk(
      readTree(binaryen.Function.getBody(this.m.getFunction(name)), () => false),
      (node) => {
        if (node.id !== binaryen.CallId) return;
        const callee = this.compiler.program.instancesByName.get(node.name as string) as Fn | undefined;
        if (callee?.prototype === following) follows = true;
      },
    );
    return !follows;
  }

  /** Makes the context of before a call the current one again behind it. */
  private restoring(within: FunctionRef, call: ExpressionRef): ExpressionRef {
    const { m } = this;
    const context = libraryGlobal(this.compiler.program, "__context").internalName;
    const [outer, promise] = [0, 0].map(() => binaryen._BinaryenFunctionAddVar(within, binaryen.i32)) as [
      number,
      number,
    ];
    const code = [
      m.local.set(outer, m.global.get(context, binaryen.i32)),
      m.local.set(promise, call),
      m.global.set(context, m.local.get(outer, binaryen.i32)),
      m.local.get(promise, binaryen.i32),
    ];
    return m.block(null, code, binaryen.i32);
  }

  /** The call, with something that is done behind its operands. */
  private before(within: FunctionRef, call: ExpressionRef, start: ExpressionRef): ExpressionRef {
    const { m } = this;
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
