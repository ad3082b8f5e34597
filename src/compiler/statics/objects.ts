// Objects that the compiler lays into static memory: strings, arrays, functions. Code refers to each by one address, that behind
// its headers; arithmetic with it is left to run time, except in constants that the compiler evaluates.
import { Compiler, Module as CompilerModule, type MemorySegment, type Program } from "assemblyscript";
import binaryen, { type ExpressionRef } from "../binaryen.js";
import { hook } from "../hooks.js";
import { childrenOf, constOf, idOf, typeOf } from "../lower/ir.js";
import { sessionOf } from "../session.js";
import type { Long } from "./room.js";

const VISIT_GLOBALS = "~lib/rt/__visit_globals";

/** Those of one module. */
class StaticObjects {
  /** By the address that code refers to them by. */
  readonly byAddress = new Map<number, MemorySegment>();
  /** Those whose address the compiler has evaluated an expression with: code may refer to them by any other. */
  readonly evaluated = new Set<MemorySegment>();

  noteEvaluated(ref: ExpressionRef): void {
    if (isConst(ref)) {
      const object = this.byAddress.get(constOf(ref));
      if (object) this.evaluated.add(object);
    } else for (const child of childrenOf(ref)) this.noteEvaluated(child);
  }
}

const byModule = new WeakMap<CompilerModule, StaticObjects>();

/** The static objects of a module. */
export function staticObjectsOf(module: CompilerModule): StaticObjects {
  let objects = byModule.get(module);
  if (!objects) {
    objects = new StaticObjects();
    byModule.set(module, objects);
  }
  return objects;
}

/** Installs the notes of where they are. */
export function installStaticObjects(): void {
  hook<(this: Compiler, buffer: Uint8Array) => MemorySegment>(
    Compiler,
    "addRuntimeMemorySegment",
    1,
    (original) =>
      function (buffer) {
        const segment = original.call(this, buffer);
        if (sessionOf(this)?.isOurs) {
          if (this.options.shrinkLevelHint && isShiftable(this.program, segment)) shift(this, segment);
          staticObjectsOf(this.module).byAddress.set(startOf(segment) + this.program.totalOverhead, segment);
        }
        return segment;
      },
  );
  hook<(this: CompilerModule, expression: ExpressionRef, ...rest: number[]) => ExpressionRef>(
    CompilerModule,
    "runExpression",
    2,
    (original) =>
      function (expression, ...rest) {
        if (!isConst(expression)) byModule.get(this)?.noteEvaluated(expression);
        return original.call(this, expression, ...rest);
      },
  );
}

/** Whether an object may lie at any multiple of 4: a string, a function. */
function isShiftable(program: Program, object: MemorySegment): boolean {
  const cls = program.managedClasses.get(classOf(program, object));
  return cls === program.stringInstance || cls?.prototype === (program.functionPrototype as unknown);
}

/** Objects lie at multiples of 16, as many numbers in code are that are no addresses, and would keep what lies there. */
function shift(compiler: Compiler, object: MemorySegment): void {
  const moved = (offset: unknown): never => (offset as Long).add(4) as never;
  object.offset = moved(object.offset);
  compiler.memoryOffset = moved(compiler.memoryOffset);
}

export const startOf = ({ offset }: MemorySegment): number => (offset as unknown as Long).low;
export const isConst = (ref: ExpressionRef, id = idOf(ref)): boolean =>
  id === binaryen.ConstId && typeOf(ref) === binaryen.i32;

/**
 * Lets the collector go past the program's constants that are static objects and refer to nothing, strings and functions above
 * all: code that visits them would keep them.
 */
export function omitFixedRoots({ module, program }: Compiler): void {
  const m = binaryen.wrapModule(module.ref);
  const visit = m.getFunction(VISIT_GLOBALS);
  if (!visit) return;
  const { byAddress } = staticObjectsOf(module);
  const isFixed = (ref: ExpressionRef): boolean => {
    const [address] = idOf(ref) === binaryen.CallId ? childrenOf(ref) : [];
    const object = address !== undefined && isConst(address) && byAddress.get(constOf(address));
    return object ? refersToNothing(program, object) : false;
  };
  const body = binaryen.Function.getBody(visit);
  const visits = idOf(body) === binaryen.BlockId ? childrenOf(body) : [body];
  const kept = visits.filter((ref) => !isFixed(ref));
  binaryen.Function.setBody(visit, m.block(null, kept));
}

/** The number of an object's class. */
export function classOf({ OBJECTInstance }: Program, object: MemorySegment): number {
  return wordOf(object, OBJECTInstance.offsetof("rtId"));
}

/** Whether an object refers to nothing, and never will: a string, a function that has captured nothing. */
export function refersToNothing(program: Program, object: MemorySegment): boolean {
  const cls = program.managedClasses.get(classOf(program, object));
  if (!cls) return false;
  if (cls.prototype !== (program.functionPrototype as unknown)) return cls.isPointerfree;
  return !wordOf(object, program.totalOverhead + cls.offsetof("_env"));
}

function wordOf({ buffer }: MemorySegment, at: number): number {
  return new DataView(buffer.buffer, buffer.byteOffset, buffer.length).getUint32(at, true);
}
