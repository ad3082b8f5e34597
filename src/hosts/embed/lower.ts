// Values of JavaScript for the guest: copies in its memory, which its collector frees when the guest lets go of them. While
// they are made, and while the call goes on that they are for, they are pinned.
//
//   hold(parameters, values, ...)    arguments of a function
//   bits(type, value, ...)           what a promise is fulfilled with
//   error(thrown, ...)               what it is rejected with

import type { ClassType, ErrorLayout, Interface, ValueType } from "../../interface/description.js";
import { nameOfType } from "../../interface/names.js";
import { describeError } from "./errors.js";
import type { GuestMemory } from "./guest.js";
import { DATA_START, MAX_CAUSES, MAX_DEPTH } from "./layout.js";
import { numbers, toBits } from "./numbers.js";
import type { GuestObjects } from "./objects.js";

type RecordType = ClassType & { kind: "record" };
type ArrayType = ClassType & { kind: "array" | "static array" };
type Reference = Exclude<ValueType, string>;

/** What is lowered at a time: all arguments of a call, or one value. */
interface Crossing {
  /** What it is, for messages. */
  what: string;
  /** Copies that were made of objects: they are pinned. */
  readonly copies: Map<ClassType, Map<unknown, number>>;
  readonly pinned: number[];
  depth: number;
}

const newCrossing = (): Crossing => ({ what: "", copies: new Map(), pinned: [], depth: 0 });

/** Arguments in the guest's memory, where they stay until they are released. */
export interface Held {
  readonly raw: readonly (number | bigint)[];
  release(): void;
}

export class Lowering {
  constructor(
    private readonly memory: GuestMemory,
    private readonly description: Interface,
    private readonly objects: GuestObjects,
  ) {}

  /**
   * Lowers arguments.
   * @param name of argument `i`, for messages
   * @throws TypeError, RangeError where a value is not of its type
   */
  hold(
    parameters: readonly { readonly type: ValueType }[],
    values: readonly unknown[],
    name: (i: number) => string,
  ): Held {
    const raw: (number | bigint)[] = [];
    let crossing: Crossing | undefined;
    const release = () => {
      if (crossing) this.#unpin(crossing);
    };
    try {
      for (let i = 0; i < values.length; i++) {
        const type = parameters[i]?.type ?? "void";
        const number = typeof type === "string" && type !== "void" ? numbers[type].check(values[i]) : null;
        if (number !== null) {
          raw.push(number);
          continue;
        }
        crossing ??= newCrossing();
        crossing.what = name(i);
        raw.push(this.#raw(type, values[i], crossing));
      }
      return { raw, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Lowers a value to what the cell of a promise holds, and calls. */
  bits<R>(type: ValueType, value: unknown, what: string, call: (bits: bigint) => R): R {
    if (type === "void") return call(0n);
    return this.#pinning((crossing) => {
      crossing.what = what;
      const raw = this.#raw(type, value, crossing);
      return call(typeof type === "string" ? toBits(type, raw) : BigInt(raw));
    });
  }

  /** Writes a field of an object that is pinned. */
  field(type: ValueType, value: unknown, what: string, address: number): void {
    this.#pinning((crossing) => {
      crossing.what = what;
      const raw = this.#raw(type, value, crossing);
      if (typeof type !== "string") this.memory.view.setUint32(address, raw as number, true);
      else if (type !== "void") numbers[type].write(this.memory.view, address, raw);
    });
  }

  /** Lowers an error, or what else was thrown, and calls. */
  error<R>(thrown: unknown, call: (address: number) => R): R {
    return this.#pinning((crossing) => call(this.#error(thrown, crossing)));
  }

  #pinning<R>(call: (crossing: Crossing) => R): R {
    const crossing = newCrossing();
    try {
      return call(crossing);
    } finally {
      this.#unpin(crossing);
    }
  }

  #unpin({ pinned }: Crossing): void {
    if (!this.memory.isDead) for (const address of pinned) this.memory.runtime.__unpin(address);
  }

  #raw(type: ValueType, value: unknown, crossing: Crossing): number | bigint {
    if (type === "void") return 0;
    if (typeof type !== "string") return this.#reference(type, value, crossing);
    const number = numbers[type].check(value);
    if (number === null) throw this.#mismatch(type, value, crossing);
    return number;
  }

  #reference(type: Reference, value: unknown, crossing: Crossing): number {
    const cls = "class" in type ? this.description.classes[type.class] : undefined;
    if (!cls) throw new TypeError(`${crossing.what}: a ${nameOfType(type, this.description)} does not cross`);
    if (value === null || value === undefined) {
      if ("nullable" in type) return 0;
      throw this.#mismatch(type, value, crossing);
    }
    const known = crossing.copies.get(cls)?.get(value);
    if (known !== undefined) return known;
    if (crossing.depth === MAX_DEPTH) {
      throw new RangeError(`${crossing.what}: objects lie more than ${MAX_DEPTH} deep within each other`);
    }
    crossing.depth++;
    const address = this.#object(cls, value, crossing);
    crossing.depth--;
    if (!address) throw this.#mismatch(type, value, crossing);
    return address;
  }

  /** The copy of an object; 0 if it is none of this class. */
  #object(cls: ClassType, value: unknown, crossing: Crossing): number {
    const { runtime } = this.memory;
    switch (cls.kind) {
      case "string":
        return typeof value === "string" ? this.#pin(runtime.__newString(value), crossing) : 0;
      case "buffer":
        return tagOf(value) === "ArrayBuffer" ? this.#pin(runtime.__newArrayBuffer(value as ArrayBuffer), crossing) : 0;
      case "typed array": {
        const isSame = tagOf(value) === cls.name.replace(/^(Int64|Uint64)/, "Big$1");
        return isSame ? this.#pin(runtime.__newArray(idOf(cls), value as Uint8Array), crossing) : 0;
      }
      case "array":
      case "static array":
        return Array.isArray(value) ? this.#array(cls, value, crossing) : 0;
      case "object":
        return this.objects.lower(cls, value);
      case "record":
        return typeof value === "object" ? this.#record(cls, value as Record<string, unknown>, crossing) : 0;
      case "error":
        return value instanceof Error ? this.#error(value, crossing) : 0;
    }
  }

  #array(cls: ArrayType, values: readonly unknown[], crossing: Crossing): number {
    const { memory } = this;
    const { element } = cls;
    const { what } = crossing;
    const lower = (value: unknown, i: number) => {
      crossing.what = `${what}[${i}]`;
      return this.#raw(element, value, crossing);
    };
    if (typeof element === "string") {
      const numbers = Array.from(values, lower) as number[]; // BigInts where the array has such
      return this.#pin(memory.runtime.__newArray(idOf(cls), numbers), crossing);
    }
    const array = this.#pin(memory.runtime.__newArray(idOf(cls), values.length), crossing);
    remember(crossing, cls, values, array);
    const start = cls.kind === "array" ? memory.u32(array + DATA_START) : array;
    memory.clear(start, 4 * values.length);
    for (let i = 0; i < values.length; i++) {
      const address = lower(values[i], i) as number;
      memory.view.setUint32(start + 4 * i, address, true);
    }
    crossing.what = what;
    return array;
  }

  #record(cls: RecordType, value: Readonly<Record<string, unknown>>, crossing: Crossing): number {
    const { memory } = this;
    const { what } = crossing;
    const record = this.#new(cls.size, idOf(cls), crossing);
    remember(crossing, cls, value, record);
    for (const { name, type, offset } of cls.fields) {
      crossing.what = `${what}.${name}`;
      const raw = this.#raw(type, value[name], crossing);
      if (typeof type !== "string") memory.view.setUint32(record + offset, raw as number, true);
      else if (type !== "void") numbers[type].write(memory.view, record + offset, raw);
    }
    crossing.what = what;
    return record;
  }

  #error(thrown: unknown, crossing: Crossing): number {
    const { memory } = this;
    const layout = this.description.error as ErrorLayout;
    const { name, message, stack, cause } = describeError(thrown);
    const error = this.#new(layout.size, layout.standard[name] ?? (layout.ids[0] as number), crossing);
    const setText = (offset: number, text: string) => {
      const string = this.#pin(memory.runtime.__newString(text), crossing);
      memory.view.setUint32(error + offset, string, true);
    };
    setText(layout.name, name);
    setText(layout.message, message);
    setText(layout.stack, stack);
    if (layout.cause !== undefined && cause !== undefined && crossing.depth < MAX_CAUSES) {
      crossing.depth++;
      const address = this.#error(cause, crossing);
      memory.view.setUint32(error + layout.cause, address, true);
    }
    return error;
  }

  #new(size: number, id: number, crossing: Crossing): number {
    const address = this.#pin(this.memory.runtime.__new(size, id), crossing);
    this.memory.clear(address, size); // not all runtimes do
    return address;
  }

  #pin(address: number, crossing: Crossing): number {
    const unsigned = address >>> 0;
    this.memory.runtime.__pin(unsigned);
    crossing.pinned.push(unsigned);
    return unsigned;
  }

  #mismatch(type: ValueType, value: unknown, { what }: Crossing): TypeError {
    return new TypeError(`${what} is ${describeValue(value)}, not ${nameOfType(type, this.description)}`);
  }
}

function remember(crossing: Crossing, cls: ClassType, value: unknown, address: number): void {
  const known = crossing.copies.get(cls);
  if (known) known.set(value, address);
  else crossing.copies.set(cls, new Map([[value, address]]));
}

const idOf = ({ ids }: ClassType): number => ids[0] as number;

/** What an object is, whichever realm it is from. */
const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

function describeValue(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}...` : value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  return typeof value === "object" && value !== null ? `an ${tagOf(value)}` : String(value);
}
