// Environments: what a closure carries along, and how its code gets at that.
//
//   f = () => x + y           f = __closure(size, index, slots); f.x = x~cell; f.y = y
//   (body of the closure)     callee = CALLEE; x~cell = callee.x; y = callee.y;  ...the body, where x and y are locals
//
// A captured variable is declared in the closure as a local of the same name and type, before the body is compiled: the
// stock compiler needs to know nothing of closures. A variable in a cell is captured by a pointer to the cell, any other
// by value.
import {
  type Compiler,
  type Flow,
  type Function as Fn,
  type Local,
  Node,
  type Range,
  type Signature,
  Type,
} from "assemblyscript";
import binaryen, { type ExpressionRef } from "../binaryen.js";
import { reportError } from "../diagnostics.js";
import { CommonFlags, Constraints, LocalFlags, ReportMode } from "../enums.js";
import { sessionOf } from "../session.js";
import { callLibrary, cellType, get, store } from "./cells.js";
import type { Closures } from "./closures.js";
import { Entry } from "./entry.js";
import type { Capture, FunctionScope, Variable } from "./model.js";

/** Where captured values start in a closure. */
const HEADER = 8;

/** One captured variable. */
interface Slot {
  readonly variable: Variable;
  /** Its type; what the closure holds is a pointer to its cell if it has one. */
  readonly type: Type;
  readonly held: Type;
  readonly flags: number;
  /** Whether `instanceof` tells the closure more about it, as it does the function around. */
  readonly narrows: boolean;
  offset: number;
}

/** What an instance of a function captures, and where its closures hold it. */
export class Environment {
  /** Bytes of a closure; 0 if it needs no more than its code. */
  readonly size: number;
  /** Number of managed slots. */
  readonly managed: number;

  private constructor(
    private readonly compiler: Compiler,
    private readonly closures: Closures,
    private readonly instance: Fn,
    private readonly slots: Slot[],
    private readonly constants: Local[],
    /** The variable that the function initializes and refers to. */
    private readonly own: Variable | null,
  ) {
    let end = HEADER;
    const place = (slot: Slot): void => {
      slot.offset = end;
      end += Math.max(slot.held.byteSize, 4);
    };
    slots.filter(({ held }) => held.isManaged).forEach(place);
    this.managed = (end - HEADER) / 4;
    const raw = slots.filter(({ held }) => !held.isManaged);
    raw.sort((a, b) => b.held.byteSize - a.held.byteSize).forEach(place);
    this.size = slots.length ? end : 0;
  }

  /** Finds what an instance captures in the flow around it; null after an error. */
  static of(
    compiler: Compiler,
    closures: Closures,
    instance: Fn,
    scope: FunctionScope,
    outer: Flow,
  ): Environment | null {
    const slots: Slot[] = [];
    const constants: Local[] = [];
    let own: Variable | null = null;
    for (const capture of scope.captures.values()) {
      const { variable } = capture;
      if (scope.own === variable && !variable.hasCell) {
        own = variable;
        continue;
      }
      const local = outer.lookupLocal(variable.name);
      if (local?.is(CommonFlags.Inlined)) {
        constants.push(local);
        continue;
      }
      const type = typeOf(compiler, closures, capture, local, outer);
      if (!type) return null;
      const held = variable.hasCell ? cellType(compiler) : type;
      const flags = flagsOf(variable, local, outer);
      slots.push({ variable, type, held, flags, narrows: narrows(compiler, variable, local), offset: 0 });
    }
    return new Environment(compiler, closures, instance, slots, constants, own);
  }

  /** Declares what is captured in a function: the closure itself, or a stub in front of it. */
  declareIn(fn: Fn): void {
    const { compiler, closures, slots, own } = this;
    const { flow } = fn;
    if (this.constants.length) {
      flow.scopedLocals ??= new Map();
      for (const local of this.constants) flow.scopedLocals.set(local.name, local);
    }
    if (!slots.length && !own) return;
    const callee = fn.addLocal(this.instance.type);
    callee.name = "~closure";
    if (own) {
      const self = flow.addScopedAlias(own.name, this.instance.type, callee.index);
      flow.setLocalFlag(self.index, LocalFlags.Initialized | LocalFlags.Constant | LocalFlags.NonNull);
    }
    const copies = slots.map(({ variable, type, held, flags, narrows, offset }) => {
      const local = flow.addScopedLocal(variable.name, type);
      if (narrows) sessionOf(compiler)?.throws.caughtVariables.add(local);
      flow.setLocalFlag(local.index, flags);
      if (!variable.hasCell) return { local, type: held, offset };
      const cells = closures.cellsOf(compiler, fn);
      cells.bind(local, variable);
      return { local: cells.pointerOf(variable), type: held, offset };
    });
    closures.entries.set(fn, new Entry(compiler, fn, callee, own !== null, copies));
    closures.types.add(typeKey(this.instance.signature));
  }

  /** Makes a closure of a function with a given place in the table. */
  create(index: number, range: Range): ExpressionRef {
    const { compiler, closures } = this;
    const { module: m, currentFlow: flow } = compiler;
    const closure = flow.getTempLocal(this.instance.type);
    const numbers = [this.size, index, this.managed].map((value) => m.i32(value));
    const fill = this.slots.map(({ variable, held, offset }) => {
      let value: ExpressionRef;
      if (variable.hasCell) value = get(compiler, closures.cellsOf(compiler, flow.targetFunction).pointerOf(variable));
      else if (variable.kind === "this") value = this.thisOf(flow, range);
      else value = get(compiler, flow.lookupLocal(variable.name) as Local);
      return store(compiler, held, get(compiler, closure), value, offset);
    });
    const allocate = callLibrary(compiler, "__closure", numbers, binaryen.i32);
    const code = [m.local_set(closure.index, allocate, false), ...fill, get(compiler, closure)];
    return m.block(null, code, binaryen.i32);
  }

  /** `this` as the compiler has it where the closure is made: in a constructor, once it is allowed. */
  private thisOf(flow: Flow, range: Range): ExpressionRef {
    const { compiler } = this;
    const local = flow.lookupLocal("this") as Local;
    if (!flow.sourceFunction.is(CommonFlags.Constructor)) return get(compiler, local);
    return compiler.compileExpression(Node.createThisExpression(range), local.type, Constraints.IsThis);
  }
}

/** The type of a captured variable. */
function typeOf(
  compiler: Compiler,
  closures: Closures,
  { variable, range }: Capture,
  local: Local | null,
  outer: Flow,
): Type | null {
  const { name, forward, hasCell } = variable;
  const cells = closures.cellsOf(compiler, outer.targetFunction);
  let type: Type | null = null;
  if (forward && !cells.isBound(local, variable)) {
    type = forwardType(compiler, variable, outer);
    if (type) cells.expect(variable, type);
  } else if (local && local.type !== Type.auto && (local.index >= 0 || hasCell)) type = local.type;
  if (!type) {
    reportError(compiler, range, `A closure captures '${name}' before its type is known. Declare it with a type.`);
    return null;
  }
  if (type.isExternalReference) {
    reportError(compiler, range, `A closure cannot capture '${name}': memory cannot hold a '${type.toString()}'.`);
    return null;
  }
  return type;
}

/** The type that a variable will have whose declaration is still ahead. */
function forwardType(compiler: Compiler, variable: Variable, flow: Flow): Type | null {
  const ahead = flow.fork(); // where the variables declared between here and there are known
  for (const sibling of variable.siblings) {
    const type = declaredType(compiler, sibling, ahead);
    if (sibling === variable) return type;
    if (type && sibling.declaration) ahead.addScopedDummyLocal(sibling.name, type, sibling.declaration);
  }
  return declaredType(compiler, variable, ahead);
}

/** The type that a declaration gives a variable. */
function declaredType({ resolver }: Compiler, variable: Variable, flow: Flow): Type | null {
  const { type, initializer } = variable.declaration ?? { type: null, initializer: null };
  const node = type ?? variable.initialFunction?.declaration.signature;
  if (node) {
    return resolver.resolveType(node, flow, flow.sourceFunction, flow.contextualTypeArguments, ReportMode.Swallow);
  }
  return initializer && resolver.resolveExpression(initializer, flow, Type.auto, ReportMode.Swallow);
}

/** What the compiler knows of a variable in the closure. */
function flagsOf(variable: Variable, local: Local | null, outer: Flow): number {
  let flags = LocalFlags.Initialized;
  if (variable.declaration?.is(CommonFlags.Const)) flags |= LocalFlags.Constant;
  if (!local || local.index < 0) return flags;
  const known = variable.hasCell ? LocalFlags.Constant : LocalFlags.Constant | LocalFlags.NonNull;
  for (const flag of [LocalFlags.Constant, LocalFlags.NonNull]) {
    if (known & flag && outer.isLocalFlag(local.index, flag, false)) flags |= flag;
  }
  return flags;
}

/** Whether a variable is one that `instanceof` narrows: what was caught, or a parameter. */
function narrows(compiler: Compiler, variable: Variable, local: Local | null): boolean {
  if (variable.hasCell || !local) return false;
  return variable.kind === "parameter" || sessionOf(compiler)?.throws.caughtVariables.has(local) === true;
}

/** The type of a function as the table has it. */
export function typeKey({ paramRefs, resultRefs }: Signature): string {
  return `${paramRefs}>${resultRefs}`;
}
