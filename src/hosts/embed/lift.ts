// Values of the guest for JavaScript: copies, so that nobody holds what the guest's collector may free. An object that is
// there twice is so in the copy, too.

import type { ClassType, ErrorLayout, Interface, ValueType } from "../../interface/description.js";
import { nameOfClass } from "../../interface/names.js";
import { guestError } from "./errors.js";
import { badValue, type GuestMemory } from "./guest.js";
import { ARRAY_SIZE, DATA_SIZE, ID, LENGTH, MAX_DEPTH, STRING, TYPED_ARRAY_SIZE } from "./layout.js";
import { numbers, ofBits, ofResult } from "./numbers.js";
import type { GuestObjects } from "./objects.js";

type RecordType = ClassType & { kind: "record" };
type ArrayType = ClassType & { kind: "array" | "static array" };

/** One value that crosses, with all that it refers to. */
interface Crossing {
  /** The copies that were made, by the addresses of the objects. */
  readonly copies: Map<number, unknown>;
  depth: number;
}

export class Lifting {
  constructor(
    private readonly memory: GuestMemory,
    private readonly description: Interface,
    private readonly objects: GuestObjects,
  ) {}

  /** What a function returned, or was called with. */
  value(type: ValueType, raw: number | bigint): unknown {
    if (type === "void") return undefined;
    if (typeof type === "string") return ofResult(type, raw);
    return this.#reference(type, Number(raw) >>> 0, { copies: new Map(), depth: 0 });
  }

  /** What a promise was fulfilled with. */
  bits(type: ValueType, bits: bigint): unknown {
    if (type === "void") return undefined;
    if (typeof type === "string") return ofBits(type, bits);
    return this.value(type, Number(BigInt.asUintN(32, bits)));
  }

  /** A field of an object. */
  field(type: ValueType, address: number): unknown {
    if (type === "void") return undefined;
    if (typeof type === "string") return numbers[type].read(this.memory.view, address);
    return this.value(type, this.memory.u32(address));
  }

  /** An error of the guest, at an address. */
  error(address: number): Error {
    return this.#error(address, { copies: new Map(), depth: 0 });
  }

  #reference(type: Exclude<ValueType, string>, address: number, crossing: Crossing): unknown {
    const cls = "class" in type ? this.description.classes[type.class] : undefined;
    if (!cls) throw badValue("a value of a type that does not cross");
    if (!address) {
      if (!("nullable" in type)) throw badValue(`null in the place of ${nameOfClass(cls, this.description)}`);
      return null;
    }
    if (crossing.copies.has(address)) return crossing.copies.get(address);
    return deeper(crossing, () => this.#object(cls, address, crossing));
  }

  #object(cls: ClassType, address: number, crossing: Crossing): unknown {
    const { memory } = this;
    const { runtime } = memory;
    switch (cls.kind) {
      case "string":
        memory.checkObject(address, cls.ids, 0, "a string");
        return runtime.__getString(address);
      case "buffer":
        memory.checkObject(address, cls.ids, 0, "an ArrayBuffer");
        return runtime.__getArrayBuffer(address);
      case "typed array": {
        memory.checkObject(address, cls.ids, TYPED_ARRAY_SIZE, `a ${cls.name}`);
        memory.checkData(address, memory.u32(address + DATA_SIZE), `a ${cls.name}`);
        return (runtime as unknown as Record<string, (address: number) => unknown>)[`__get${cls.name}`]?.(address);
      }
      case "array":
      case "static array":
        return this.#array(cls, address, crossing);
      case "object":
        memory.checkObject(address, cls.ids, 0, `a ${cls.name}`);
        return this.objects.lift(cls, address);
      case "record":
        return this.#record(cls, address, crossing);
      case "error":
        return this.#error(address, crossing);
    }
  }

  #array(cls: ArrayType, address: number, crossing: Crossing): unknown[] {
    const { memory } = this;
    const { element } = cls;
    const size = typeof element === "string" && element !== "void" ? numbers[element].size : 4;
    if (cls.kind === "array") {
      memory.checkObject(address, cls.ids, ARRAY_SIZE, "an array");
      memory.checkData(address, memory.u32(address + LENGTH) * size, "an array");
    } else memory.checkObject(address, cls.ids, 0, "a static array");
    const raw: readonly (number | bigint)[] = memory.runtime.__getArray(address);
    if (typeof element === "string") return element === "bool" ? raw.map((value) => value !== 0) : [...raw];
    const copy: unknown[] = [];
    crossing.copies.set(address, copy);
    for (const value of raw) copy.push(this.#reference(element, Number(value), crossing));
    return copy;
  }

  #record(cls: RecordType, address: number, crossing: Crossing): Record<string, unknown> {
    const { memory } = this;
    memory.checkObject(address, cls.ids, cls.size, `a ${cls.name}`);
    const copy: Record<string, unknown> = {};
    crossing.copies.set(address, copy);
    for (const { name, type, offset } of cls.fields) {
      if (type === "void") continue;
      copy[name] =
        typeof type === "string"
          ? numbers[type].read(memory.view, address + offset)
          : this.#reference(type, memory.u32(address + offset), crossing);
    }
    return copy;
  }

  #error(address: number, crossing: Crossing): Error {
    const { memory } = this;
    const layout = this.description.error as ErrorLayout;
    memory.checkObject(address, layout.ids, layout.size, "an error");
    const text = (offset: number | undefined): string => {
      const string = offset === undefined ? 0 : memory.u32(address + offset);
      if (string) memory.checkObject(string, [STRING], 0, "a string");
      return string ? memory.runtime.__getString(string) : "";
    };
    const code = layout.codes[memory.u32(address + ID)];
    const error = guestError(text(layout.name), text(layout.message), text(layout.stack), text(code));
    crossing.copies.set(address, error);
    const cause = layout.cause === undefined ? 0 : memory.u32(address + layout.cause);
    if (cause) error.cause = crossing.copies.get(cause) ?? deeper(crossing, () => this.#error(cause, crossing));
    return error;
  }
}

function deeper<T>(crossing: Crossing, lift: () => T): T {
  if (crossing.depth === MAX_DEPTH) throw badValue(`objects that lie more than ${MAX_DEPTH} deep within each other`);
  crossing.depth++;
  const copy = lift();
  crossing.depth--;
  return copy;
}
