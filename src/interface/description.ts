// What a module tells JavaScript of its exports and imports: their types, which WebAssembly does not know. The compiler
// writes it (`src/compiler/interface.ts`) as JSON into the custom section `pollen.interface`; `load` reads it.
//
//   { "version": 1,
//     "exports": { "handle": { "parameters": [{ "name": "key", "type": { "class": 0 } }],
//                              "required": 1, "result": { "class": 0 }, "isAsync": true } },
//     "imports": { "host": { "lookup": { ... } } },
//     "classes": [{ "kind": "string", "ids": [2] }],
//     "error": { "ids": [7, 9], "size": 12, "message": 0, "name": 4, "stack": 8, "codes": {} } }
//
// The format is part of the package: `load` of a version reads the modules of all earlier ones.

/** Name of the custom section. */
export const SECTION = "pollen.interface";

export const VERSION = 1;

/** Behind the name of an async function: what calls it, and returns the id of a future in the place of its promise. */
export const FUTURE_SUFFIX = "~future";

/** Behind the name of a function that may throw: what returns all the same, and leaves its error to `take_error`. */
export const THROWS_SUFFIX = "~throws";

export const NUMBERS = ["i8", "u8", "i16", "u16", "i32", "u32", "i64", "u64", "f32", "f64"] as const;

export type NumberType = (typeof NUMBERS)[number];

/** The type of a value. */
export type ValueType =
  | NumberType
  | "bool"
  | "void"
  /** An object: index of its class in `classes`. */
  | { readonly class: number; readonly nullable?: true }
  /** One that does not cross, in AssemblyScript's spelling. */
  | { readonly unknown: string };

export interface Parameter {
  readonly name: string;
  readonly type: ValueType;
}

export interface FunctionType {
  readonly parameters: readonly Parameter[];
  /** How many of them have to be given. */
  readonly required: number;
  /** What it returns or, if it is async, what its promise is fulfilled with. */
  readonly result: ValueType;
  readonly isAsync: boolean;
  /** Whether errors of one that is not async come out of it: see `THROWS_SUFFIX`. */
  readonly throws?: true;
}

export const TYPED_ARRAYS = [
  "Int8Array",
  "Uint8Array",
  "Uint8ClampedArray",
  "Int16Array",
  "Uint16Array",
  "Int32Array",
  "Uint32Array",
  "Float32Array",
  "Float64Array",
  "Int64Array",
  "Uint64Array",
] as const;

export interface Field {
  readonly name: string;
  readonly type: ValueType;
  /** In bytes from the start of the object. */
  readonly offset: number;
}

/** Runtime ids of a class: its own, and then those of the classes that extend it. */
interface Ids {
  readonly ids: readonly number[];
}

/** A field, or what `get` and `set` functions stand for. */
export interface PropertyType {
  readonly type: ValueType;
  /** Of a field: in bytes from the start of the object. Of anything else: exported functions read and write it. */
  readonly offset?: number;
  readonly isReadonly?: true;
}

export type ClassType = Ids &
  (
    | { readonly kind: "string" | "buffer" | "error" }
    | { readonly kind: "typed array"; readonly name: (typeof TYPED_ARRAYS)[number] }
    | { readonly kind: "array" | "static array"; readonly element: ValueType }
    /**
     * An exported class that has more than fields: its objects stay where they are, and cross by reference. Its functions are
     * exported as `Name#constructor`, `Name#method`, `Name#get:property` and `Name#set:property`, with the object in front
     * of their arguments, as `@assemblyscript/loader` knows them.
     */
    | {
        readonly kind: "object";
        readonly name: string;
        /** Null of an abstract class. */
        readonly construct: FunctionType | null;
        readonly methods: Readonly<Record<string, FunctionType>>;
        readonly properties: Readonly<Record<string, PropertyType>>;
      }
    /** A class of fields only: it crosses as a plain object. */
    | { readonly kind: "record"; readonly name: string; readonly size: number; readonly fields: readonly Field[] }
  );

/** Layout of the guest's errors: offsets of their fields, in bytes. */
export interface ErrorLayout extends Ids {
  readonly size: number;
  readonly message: number;
  readonly name: number;
  readonly stack: number;
  readonly cause?: number;
  /** Runtime ids of the standard errors, by name. */
  readonly standard: Readonly<Record<string, number>>;
  /** Offset of the field `code` in those classes that have one, by runtime id. */
  readonly codes: Readonly<Record<string, number>>;
}

export interface Interface {
  readonly version: number;
  readonly exports: Readonly<Record<string, FunctionType>>;
  /** By module and name. */
  readonly imports: Readonly<Record<string, Readonly<Record<string, FunctionType>>>>;
  readonly classes: readonly ClassType[];
  readonly error?: ErrorLayout;
}
