// Cells: variables that closures share by reference. `assembly/core/closure.ts` draws one.
//
// To the compiler such a variable is an ordinary local, so that all of its typing, narrowing and checking work; next to
// it a second local points to the cell. Once the body of the function is there, each access of the variable becomes an
// access of the cell:
//
//   local.get $x       ->  load (local.get $x~cell)
//   local.set $x v     ->  store (local.get $x~cell) v
import type { Class, Compiler, Function as Fn, Local, Node, Type } from "assemblyscript";
import binaryen, { type ExpressionRef, type FunctionRef } from "../binaryen.js";
import { TypeFlags } from "../enums.js";
import { readTree, rewrite, setChild } from "../lower/ir.js";
import { sessionOf } from "../session.js";
import { libraryFunction } from "../typing/library.js";
import type { Variable } from "./model.js";

const { i32, none } = binaryen;

/** Offset of the byte that tells whether the variable has a value. */
const readyOffset = (type: Type): number => Math.max(type.byteSize, 8);

function sizeOf(type: Type, variable: Variable): number {
  if (variable.isChecked) return readyOffset(type) + 4;
  return type.isManaged ? 4 : Math.max(type.byteSize, 8);
}

/** Reads a value of a type from memory. */
export function load(compiler: Compiler, type: Type, pointer: ExpressionRef, offset: number): ExpressionRef {
  const ref = compiler.module.load(type.byteSize, type.is(TypeFlags.Signed), pointer, type.toRef(), offset);
  if (type.isManaged) sessionOf(compiler)?.managedLoads.add(ref);
  return ref;
}

/** Writes a value of a type to memory, without telling the collector. */
export function store(
  compiler: Compiler,
  type: Type,
  pointer: ExpressionRef,
  value: ExpressionRef,
  offset: number,
): ExpressionRef {
  return compiler.module.store(type.byteSize, pointer, value, type.toRef(), offset);
}

export function get(compiler: Compiler, local: Local): ExpressionRef {
  return compiler.module.local_get(local.index, local.type.toRef());
}

/** A call of a function of the library. */
export function callLibrary(compiler: Compiler, name: string, operands: ExpressionRef[], type: number): ExpressionRef {
  const instance = libraryFunction(compiler.program, name);
  compiler.compileFunction(instance);
  return compiler.module.call(instance.internalName, operands, type);
}

/** The type of pointers to cells. Managed and raw ones differ to the collector only. */
export function cellType(compiler: Compiler): Type {
  const { program } = compiler;
  return (program.resolver.resolveClass(program.lookup("__Cell") as never, null) as Class).type;
}

/** The cells that one function deals with: of its own variables, and of those that it captures. */
export class FunctionCells {
  private readonly pointers = new Map<Variable, Local>();
  /** What locals stand for. */
  private readonly bindings = new Map<Local, Variable>();
  /** Own variables whose cells the function starts with. */
  private readonly initial: Variable[] = [];
  /** Types of variables that are captured before their declarations, as the closures expect them. */
  private readonly expected = new Map<Variable, Type>();
  /** Where blocks start with the cells of such variables: in place of the one child of each. */
  private readonly entered: { variable: Variable; place: ExpressionRef }[] = [];

  constructor(
    private readonly compiler: Compiler,
    private readonly fn: Fn,
  ) {}

  /** The local that points to the cell of a variable. The compiler drops locals when it compiles a loop again. */
  pointerOf(variable: Variable): Local {
    const known = this.pointers.get(variable);
    if (known && this.isCurrent(known)) return known;
    const pointer = this.fn.addLocal(cellType(this.compiler));
    pointer.name = `${variable.name}~cell`;
    this.pointers.set(variable, pointer);
    return pointer;
  }

  /** A local stands for a variable from now on. */
  bind(local: Local, variable: Variable): void {
    this.pointerOf(variable);
    this.bindings.set(local, variable);
  }

  /** The function starts with the cell of a variable: a parameter, or a `var`. */
  bindAtStart(local: Local, variable: Variable): void {
    this.bind(local, variable);
    if (!this.initial.includes(variable)) this.initial.push(variable);
  }

  has(local: Local): boolean {
    return this.bindings.has(local);
  }

  /** Whether a local stands for this very variable. */
  isBound(local: Local | null, variable: Variable): boolean {
    return local !== null && this.bindings.get(local) === variable;
  }

  private isCurrent(local: Local): boolean {
    return this.fn.localsByIndex[local.index] === local;
  }

  // ---- code

  /** Points to a new, empty cell. */
  create(variable: Variable, type: Type): ExpressionRef {
    return this.compiler.module.local_set(this.pointerOf(variable).index, this.allocate(variable, type), true);
  }

  /** Points to a new cell at the start of a block, before the type of the variable is known. */
  createLater(variable: Variable): ExpressionRef {
    const { module: m } = this.compiler;
    const place = m.block(null, [m.nop()]);
    this.pointerOf(variable);
    this.entered.push({ variable, place });
    return place;
  }

  /** A closure captures a variable before its declaration, and expects a type of it. */
  expect(variable: Variable, type: Type): void {
    this.expected.set(variable, type);
  }

  /** Whether a variable has the type that closures expected. */
  isExpected(variable: Variable, type: Type): boolean {
    const expected = this.expected.get(variable);
    return !expected || expected === type;
  }

  /** Points to a new cell with the same value. */
  copy(variable: Variable, type: Type): ExpressionRef {
    const { compiler } = this;
    const { module: m } = compiler;
    const pointer = this.pointerOf(variable);
    const value = load(compiler, type, get(compiler, pointer), 0);
    if (type.isManaged) return m.local_set(pointer.index, this.allocate(variable, type, value), true);
    const next = this.fn.addLocal(pointer.type);
    return m.block(null, [
      m.local_set(next.index, this.allocate(variable, type), true),
      store(compiler, type, get(compiler, next), value, 0),
      m.local_set(pointer.index, get(compiler, next), true),
    ]);
  }

  /** A variable has a value from now on. */
  markReady(variable: Variable, type: Type): ExpressionRef {
    const { module: m } = this.compiler;
    return m.store(1, get(this.compiler, this.pointerOf(variable)), m.i32(1), i32, readyOffset(type));
  }

  /** Gives a variable its value. */
  assign(variable: Variable, type: Type, value: ExpressionRef): ExpressionRef {
    const { compiler } = this;
    const pointer = get(compiler, this.pointerOf(variable));
    const set = type.isManaged
      ? callLibrary(compiler, "__cell_set", [pointer, value], none)
      : store(compiler, type, pointer, value, 0);
    return variable.isChecked ? compiler.module.block(null, [set, this.markReady(variable, type)]) : set;
  }

  private allocate(variable: Variable, type: Type, value = 0): ExpressionRef {
    const { compiler } = this;
    const size = compiler.module.i32(sizeOf(type, variable));
    if (!type.isManaged) return callLibrary(compiler, "__raw_cell", [size], i32);
    return callLibrary(compiler, "__cell", [size, value || compiler.module.i32(0)], i32);
  }

  private read(variable: Variable, type: Type): ExpressionRef {
    const { compiler } = this;
    const { module: m } = compiler;
    const pointer = this.pointerOf(variable);
    const value = load(compiler, type, get(compiler, pointer), 0);
    if (!variable.isChecked) return value;
    const isReady = m.load(1, false, get(compiler, pointer), i32, readyOffset(type));
    const message = compiler.ensureStaticString(`Cannot access '${variable.name}' before initialization`);
    return m.if(isReady, value, compiler.makeStaticAbort(message, variable.declaration as Node));
  }

  /** Turns the accesses of variables in cells into accesses of the cells, once the body is there. */
  finish(ref: FunctionRef): void {
    const { compiler } = this;
    const byIndex = new Map<number, { variable: Variable; type: Type }>();
    for (const [local, variable] of this.bindings) {
      if (this.isCurrent(local)) byIndex.set(local.index, { variable, type: local.type });
    }
    if (!byIndex.size) return;
    for (const { variable, place } of this.entered) {
      const type = this.expected.get(variable);
      if (type) setChild(place, 0, this.create(variable, type));
    }
    const body = rewrite(
      readTree(binaryen.Function.getBody(ref), () => false),
      (node) => {
        const found = byIndex.get(node.index);
        if (!found) return node.ref;
        const { variable, type } = found;
        if (node.id === binaryen.LocalGetId) return this.read(variable, type);
        const set = this.assign(variable, type, binaryen.LocalSet.getValue(node.ref));
        if (!binaryen.LocalSet.isTee(node.ref)) return set;
        return compiler.module.block(null, [set, this.read(variable, type)], type.toRef());
      },
    );
    const start = this.initial.flatMap((variable) => this.startOf(variable, byIndex));
    const result = this.fn.signature.returnType.toRef();
    binaryen.Function.setBody(ref, start.length ? compiler.module.block(null, [...start, body], result) : body);
  }

  /** Gives a variable of the whole function its cell, and that the argument if it is a parameter. */
  private startOf(variable: Variable, byIndex: Map<number, { variable: Variable; type: Type }>): ExpressionRef[] {
    const { compiler } = this;
    const local = this.fn.localsByIndex.find(({ index }) => byIndex.get(index)?.variable === variable);
    if (!local) return [];
    const { type } = local;
    const isParameter = variable.kind === "parameter";
    const value = isParameter && type.isManaged ? get(compiler, local) : 0;
    const pointer = this.pointerOf(variable);
    const create = compiler.module.local_set(pointer.index, this.allocate(variable, type, value), true);
    if (!isParameter || value) return [create];
    return [create, store(compiler, type, get(compiler, pointer), get(compiler, local), 0)];
  }
}
