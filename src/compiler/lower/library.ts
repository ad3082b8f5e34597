// What the lowerings of all functions look up in the program.
import type { ClassPrototype, Compiler, Function as Fn, Type } from "assemblyscript";
import binaryen, { type Module } from "../binaryen.js";
import { Runtime } from "../enums.js";
import type { CoroutineKind, Session } from "../session.js";
import { libraryFunction, libraryGlobal } from "../typing/library.js";
import { promisedType } from "../typing/types.js";
import { readTree, walk } from "./ir.js";

/** Which versions of the library's functions the kinds of coroutines need. */
const SUFFIXES: Record<CoroutineKind, string> = {
  async: "",
  generator: "_generator",
  "async generator": "_async_generator",
};

const SUSPENSIONS: Record<CoroutineKind, Vocabulary["suspend"]> = {
  async: { promise: "__suspend", operation: "__suspend_operation", value: "__suspend_value" },
  generator: { yield: "__suspend_generator", delegation: "__suspend_delegation" },
  "async generator": {
    promise: "__suspend_in_generator",
    value: "__suspend_value_in_generator",
    yield: "__suspend_async_generator",
    delegation: "__suspend_async_delegation",
  },
};

/** What a body's `return` calls; the first operand is what they settle. */
const RETURNS = ["__return", "__return_void", "__return_promise", "__return_async", "__return_void_async"];
/** What an error that leaves a body calls. */
const REJECTIONS = ["__reject_raised", "__reject_raised_async"];

/** What stops a body, and what it waits for; a generator stops before its start. */
export type SuspensionKind = "start" | "promise" | "value" | "yield" | "delegation";

/** What the body of a coroutine calls, by its kind. */
export interface Vocabulary {
  /** Where it was resumed with an error that it does not handle. */
  readonly forward: string;
  /** Where it was resumed with an error for a handler. */
  readonly land: string;
  /** Where it stops, by what it waits for; what cannot happen is missing. */
  readonly suspend: Partial<Record<SuspensionKind | "operation", string>>;
}

/** How calls start tasks: see starts.ts. */
export type StarterKind = "spawns" | "starts";

/** Whether a function bears a decorator that is no word of AssemblyScript's. */
export function isDecorated({ prototype }: Fn, decorator: StarterKind | "ends"): boolean {
  return (
    prototype?.declaration?.decorators?.some(({ name }) => (name as { text?: string }).text === decorator) ?? false
  );
}

/** How calls of a function start tasks, if they do. */
export function starterKind(fn: Fn): StarterKind | null {
  return (["spawns", "starts"] as const).find((kind) => isDecorated(fn, kind)) ?? null;
}

export class Library {
  /** Global that a caller sets right before a call that it awaits on the spot. */
  readonly mark: string;
  /** Whether promises may be rejected. */
  readonly hasRejections: string;
  readonly frame: string;
  /** Makes the promise of a body without awaits. */
  readonly promise: string;
  /** Gives a promise back that nobody else has. */
  readonly release: string;
  /**
   * Under the minimal runtime new memory is not empty: what clears the array of a literal, whose elements may await, by
   * the name of the function that allocates it.
   */
  readonly clearing: ReadonlyMap<string, string>;
  private readonly module: Module;
  private readonly awaitPrototype: unknown;
  private readonly receivedPrototype: unknown;
  private readonly delegates: ReadonlySet<unknown>;
  private readonly emitters: ReadonlySet<unknown>;
  private readonly returns: ReadonlySet<unknown>;
  private readonly rejections: ReadonlySet<unknown>;
  private readonly vocabularies = new Map<CoroutineKind, Vocabulary>();
  private readonly takesMark = new Map<string, boolean>();

  constructor(
    readonly session: Session,
    readonly compiler: Compiler,
  ) {
    const { program } = compiler;
    this.module = binaryen.wrapModule(compiler.module.ref);
    const compiled = (name: string): string => {
      const instance = libraryFunction(program, name);
      compiler.compileFunction(instance);
      return instance.internalName;
    };
    const variable = (name: string): string => {
      const global = libraryGlobal(program, name);
      compiler.compileGlobal(global);
      return global.internalName;
    };
    this.mark = variable("__direct");
    this.hasRejections = variable("__has_rejections");
    this.frame = compiled("__frame");
    this.promise = compiled("__promise");
    this.release = compiled("__release");
    this.clearing =
      compiler.options.runtime === Runtime.Minimal
        ? new Map([
            [program.newArrayInstance.internalName, compiled("__clear_array")],
            [program.newBufferInstance.internalName, compiled("__clear_buffer")],
          ])
        : new Map();
    const kinds = new Set([...session.coroutineInstances.values()].map(({ kind }) => kind));
    for (const kind of kinds) {
      const suffix = SUFFIXES[kind];
      this.vocabularies.set(kind, {
        forward: compiled(`__forward${suffix}`),
        land: compiled(kind === "async" ? "__land" : "__land_generator"),
        suspend: Object.fromEntries(Object.entries(SUSPENSIONS[kind]).map(([what, name]) => [what, compiled(name)])),
      });
      if (session.throws.isUsed) compiled(kind === "async generator" ? "__reject_raised_async" : "__reject_raised");
    }
    this.awaitPrototype = program.lookup("__await");
    this.receivedPrototype = program.lookup("__received");
    this.delegates = new Set(
      ["Generator", "AsyncGenerator"].map(
        (name) => (program.lookup(name) as ClassPrototype | null)?.instanceMembers?.get("__delegate")?.declaration,
      ),
    );
    this.emitters = new Set(["__emit", "__emit_async"].map((name) => program.lookup(name)));
    this.returns = new Set(RETURNS.map((name) => program.lookup(name)));
    this.rejections = new Set(REJECTIONS.map((name) => program.lookup(name)));
    for (const [{ internalName }, { kind }] of session.coroutineInstances)
      if (kind === "async") this.takesMark.set(internalName, true);
  }

  vocabularyOf(kind: CoroutineKind): Vocabulary {
    return this.vocabularies.get(kind) as Vocabulary;
  }

  /** The function that a call names. */
  callee(internalName: string): Fn | undefined {
    return this.compiler.program.instancesByName.get(internalName) as Fn | undefined;
  }

  /** What a call of a function waits for, if it stands for a suspension. */
  suspensionOf(callee: string): SuspensionKind | null {
    const instance = this.callee(callee);
    if (!instance) return null;
    if (instance.prototype === this.receivedPrototype) return "yield";
    if (this.delegates.has(instance.declaration)) return "delegation";
    if (instance.prototype !== this.awaitPrototype) return null;
    const awaited = instance.typeArguments?.[0];
    return awaited && promisedType(this.compiler.program, awaited) ? "promise" : "value";
  }

  /** Whether a function takes what is yielded; its last operand is the frame. */
  isEmitter(callee: string): boolean {
    return this.emitters.has(this.callee(callee)?.prototype);
  }

  /** Whether a function settles a promise, its first operand, with what a body returns. */
  isReturn(callee: string): boolean {
    return this.returns.has(this.callee(callee)?.prototype);
  }

  /** Whether a function settles a promise, its first operand, with the error that has left a body. */
  isRejection(callee: string): boolean {
    return this.rejections.has(this.callee(callee)?.prototype);
  }

  /** Whether a function is an operation of the library, which may be done when it returns. */
  isOperation(callee: string): boolean {
    return this.isMarkTaker(callee) && !this.isAsync(callee);
  }

  private isAsync(callee: string): boolean {
    const instance = this.callee(callee);
    return instance !== undefined && this.session.coroutineInstances.has(instance);
  }

  /** Whether nobody but the caller has the promise that an awaited call has returned; undefined if only its flag tells. */
  isPrivate(callee: string | null): boolean | undefined {
    if (callee === null) return false;
    if (this.isMarkTaker(callee)) return this.isAsync(callee) || undefined;
    const instance = this.callee(callee);
    return instance && starterKind(instance) ? undefined : false;
  }

  /** Whether a function takes the caller's mark before it does anything else. */
  isMarkTaker(callee: string): boolean {
    let takes = this.takesMark.get(callee);
    if (takes === undefined) {
      takes = false;
      const ref = this.callee(callee)?.prototype.declaration.range.source.isLibrary
        ? this.module.getFunction(callee)
        : 0;
      const body = ref && binaryen.Function.getBody(ref);
      if (body) {
        walk(
          readTree(body, () => false),
          (node) => {
            if (node.id === binaryen.GlobalGetId && node.name === this.mark) takes = true;
          },
        );
      }
      this.takesMark.set(callee, takes);
    }
    return takes;
  }

  isManagedGlobal(internalName: string): boolean {
    const element = this.compiler.program.elementsByName.get(internalName) as { type?: Type } | undefined;
    return element?.type?.isManaged ?? false;
  }
}
