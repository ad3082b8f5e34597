// Types of generators.
//
//   __Yielded<R>    what a generator that returns an `R` yields
//   __Sent<R>       what `next` gives back to it
//   __Returned<R>   what it returns
//   __Delegate<I, Y>, __AsyncDelegate<I, Y>    the generator that one that yields `Y` follows at a `yield*` of an `I`
//   Generator<void>                            the same as `Generator<__Nothing | null>`; so are the other types of iteration
import {
  type Class,
  type ClassPrototype,
  Node,
  type Program,
  type Range,
  type Type,
  type TypeNode,
  Type as Types,
} from "assemblyscript";

/** What the return type of a generator tells. */
export interface GeneratorTypes {
  /** Class of the object that a call returns. */
  readonly object: Class;
  readonly isAsync: boolean;
  readonly yielded: Type;
  readonly returned: Type;
  readonly sent: Type;
}

/** The types that a generator may be declared to return: the class of what it returns, and its interfaces. */
const SYNC = ["Generator", "IterableIterator", "Iterable", "Iterator"];
const ASYNC = SYNC.map((name) => `Async${name}`);

/** Types whose first parameter is that of the values, which may be void. */
export const ITERATIONS: ReadonlySet<string> = new Set([...SYNC, ...ASYNC, "IteratorResult"]);

/** The type of the values where there are none: `yield;` yields its null. */
export function typeOfNothing(range: Range): TypeNode {
  return Node.createNamedType(Node.createSimpleTypeName("__Nothing", range), null, true, range);
}

/** Whether a type is that of values that there are none of. */
export function isNothing(program: Program, type: Type): boolean {
  const cls = type.getClass();
  return cls !== null && cls.prototype === program.lookup("__Nothing");
}

/** What a return type tells of a generator; null if it is none that a generator can have. */
export function generatorTypes(program: Program, type: Type): GeneratorTypes | null {
  const cls = type.getClass();
  const names = cls && [...SYNC, ...ASYNC].filter((name) => program.lookup(name) === cls.prototype);
  const [name] = names ?? [];
  if (!cls || !name) return null;
  const isAsync = ASYNC.includes(name);
  const [yielded, returned = Types.void, sent = Types.void] = cls.typeArguments ?? [];
  if (!yielded) return null;
  const prototype = program.lookup(isAsync ? "AsyncGenerator" : "Generator") as ClassPrototype;
  const object = program.resolver.resolveClass(prototype, [yielded, returned, sent]);
  return object && { object, isAsync, yielded, returned, sent };
}

/** The generator that one that yields a type follows at a `yield*`: the operand itself, if that is such a generator. */
export function delegateType(program: Program, operand: Type, yielded: Type, isAsync: boolean): Type | null {
  const prototype = program.lookup(isAsync ? "AsyncGenerator" : "Generator") as ClassPrototype;
  const cls = operand.getClass();
  if (cls?.prototype === prototype && cls.typeArguments?.[0] === yielded) return operand;
  return program.resolver.resolveClass(prototype, [yielded, Types.void, Types.void])?.type ?? null;
}
