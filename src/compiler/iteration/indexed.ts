// Loops over what has an index: arrays, typed arrays, static arrays, and strings. Nothing is allocated. As in ECMAScript
// the length is read in each step: what is appended meanwhile is seen.
import type { Class, Program, Statement, Type } from "assemblyscript";
import { Token } from "../enums.js";
import type { Loop } from "./loop.js";

const INDEX = "~index";
const PART = "~part";

/** Whether a type is one of the standard library's arrays, or extends one. */
export function isIndexed(program: Program, type: Type): boolean {
  for (let cls: Class | null = type.getClass(); cls; cls = cls.base) {
    if (arrayPrototypes(program).has(cls.prototype)) return true;
  }
  return false;
}

const NAMES =
  "Array StaticArray Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Int64Array " +
  "Uint64Array Float32Array Float64Array";

function arrayPrototypes(program: Program): Set<unknown> {
  return new Set(NAMES.split(" ").map((name) => program.lookup(name)));
}

/** Whether reading an element has to look whether there is one; that the index is inside is known. */
function mayHaveHoles(type: Type): boolean {
  const element = type.getClass()?.getMethod("__get")?.signature.returnType;
  return !element || (element.isReference && !element.isNullableReference);
}

/** Arrays (ECMA-262 23.1.5.1). */
export function stepIndexed(loop: Loop, type: Type): Statement | null {
  const { nodes, iterable, compiler, view } = loop;
  if (!isIndexed(compiler.program, type)) return null;
  const index = nodes.name(INDEX);
  const element = nodes.element(iterable, index);
  const value = mayHaveHoles(type) ? element : nodes.call(nodes.name("unchecked"), element);
  const isInside = nodes.binary(index, Token.LessThan, nodes.member(iterable, "length"));
  const next = nodes.assign(INDEX, nodes.binary(index, Token.Plus, nodes.number(1)));
  let body: Statement;
  if (view === "entries") body = loop.stepPair(index, value);
  else body = loop.step(view === "keys" ? index : value);
  return nodes.loop(nodes.declare(INDEX, nodes.number(0)), isInside, next, body);
}

/** Strings, by code points (ECMA-262 22.1.5.1). */
export function stepString(loop: Loop, type: Type): Statement | null {
  const { nodes, iterable, compiler } = loop;
  if (type.getClass() !== compiler.program.stringInstance) return null;
  const index = nodes.name(INDEX);
  const isInside = nodes.binary(index, Token.LessThan, nodes.member(iterable, "length"));
  const part = nodes.call(nodes.name("__code_point"), iterable, index);
  const next = nodes.assign(INDEX, nodes.binary(index, Token.Plus, nodes.member(nodes.name(PART), "length")));
  const variables = nodes.declare(INDEX, nodes.number(0));
  variables.declarations.push(...nodes.declare(PART, iterable).declarations);
  return nodes.loop(variables, isInside, next, loop.step(nodes.assign(PART, part)));
}
