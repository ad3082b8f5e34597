// What a place of a random program may use: variables, functions, and ways to leave.

export type Type =
  | "i32"
  | "f64"
  | "i64"
  | "string"
  | "bool"
  | "Box"
  | "Box | null"
  | "Error"
  | "Promise<i32>"
  | "Promise<string>"
  | "AbortController"
  | "AbortSignal"
  | FunctionType;

/** Functions as values take and return an `i32`; the risky ones throw, or are rejected. */
export type FunctionType = "Fn" | "RiskyFn" | "AsyncFn" | "RiskyAsyncFn";

/** A function type, as the program spells it. */
export function spelled(type: Type): string {
  if (type === "Fn" || type === "RiskyFn") return "(x: i32) => i32";
  if (type === "AsyncFn" || type === "RiskyAsyncFn") return "(x: i32) => Promise<i32>";
  return type;
}

export interface Variable {
  readonly name: string;
  readonly type: Type;
  readonly isConst: boolean;
}

/** A function of the program, as its callers see it: `name(`...`)`. */
export interface Callee {
  readonly name: string;
  readonly parameters: readonly Type[];
  /** `values`: it is a generator, of `i32`. */
  readonly result: "i32" | "string" | "void" | "values";
  readonly isAsync: boolean;
  readonly mayThrow: boolean;
}

/** What can be used at a place of the program. */
export interface Scope {
  readonly variables: readonly Variable[];
  readonly callees: readonly Callee[];
  readonly isAsync: boolean;
  /** Whether an error that is thrown here, or an `await` that is rejected, is handled by somebody. */
  readonly mayThrow: boolean;
  /** Whether the promise of the async function may be rejected. */
  readonly mayReject: boolean;
  readonly hasThis: boolean;
}

/** A place of a statement. */
export interface Place extends Scope {
  readonly inLoop: boolean;
  readonly inSwitch: boolean;
  /** Labels of the loops around it. */
  readonly labels: readonly string[];
  readonly isGenerator: boolean;
  /** The statement that returns from here. */
  readonly returns: (scope: Scope) => string;
}

/** What a place of a function within others does not have of the place around it. */
export const OUTSIDE = { inLoop: false, inSwitch: false, labels: [], isGenerator: false } as const;

/** The same place with another variable. */
export function withVariable(place: Place, name: string, type: Type, isConst: boolean): Place {
  return { ...place, variables: [...place.variables, { name, type, isConst }] };
}

/** Features that programs can be made without: `POLLEN_RANDOM_WITHOUT=closures,errors`. */
export type Feature =
  | "cancellation"
  | "closures"
  | "disposal"
  | "errors"
  | "generators"
  | "iteration"
  | "labels"
  | "optional";

const without = (process.env.POLLEN_RANDOM_WITHOUT ?? "").split(",");

export const has = (feature: Feature | undefined): boolean => !feature || !without.includes(feature);
