// What the lowerings of all functions look up in the program.
import type { Compiler, Function as Fn, Type } from "assemblyscript";
import binaryen, { type Module } from "../binaryen.js";
import { Runtime } from "../enums.js";
import type { Session } from "../session.js";
import { libraryFunction, libraryGlobal } from "../typing/library.js";
import { readTree, walk } from "./ir.js";

/** What a body's `return`, and an error that leaves it, call; the first operand is what they settle. */
const SETTLERS = ["__return", "__return_void", "__return_promise", "__reject_raised"] as const;

export class Library {
  /** Global that a caller sets right before a call that it awaits on the spot. */
  readonly mark: string;
  readonly frame: string;
  readonly suspend: string;
  readonly suspendValue: string;
  readonly forward: string;
  /**
   * Under the minimal runtime new memory is not empty: what clears the array of a literal, whose elements may await, by
   * the name of the function that allocates it.
   */
  readonly clearing: ReadonlyMap<string, string>;
  readonly land: string;
  private readonly module: Module;
  private readonly awaitPrototype: unknown;
  private readonly settlers: ReadonlySet<unknown>;
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
    const mark = libraryGlobal(program, "__direct");
    compiler.compileGlobal(mark);
    this.mark = mark.internalName;
    this.frame = compiled("__frame");
    this.suspend = compiled("__suspend");
    this.suspendValue = compiled("__suspend_value");
    this.forward = compiled("__forward");
    this.clearing =
      compiler.options.runtime === Runtime.Minimal
        ? new Map([
            [program.newArrayInstance.internalName, compiled("__clear_array")],
            [program.newBufferInstance.internalName, compiled("__clear_buffer")],
          ])
        : new Map();
    this.land = compiled("__land");
    if (session.throws.isUsed) compiled("__reject_raised");
    this.awaitPrototype = program.lookup("__await");
    this.settlers = new Set(SETTLERS.map((name) => program.lookup(name)));
    for (const instance of session.asyncInstances.keys()) this.takesMark.set(instance.internalName, true);
  }

  /** The function that a call names. */
  callee(internalName: string): Fn | undefined {
    return this.compiler.program.instancesByName.get(internalName) as Fn | undefined;
  }

  isAwait(callee: string): boolean {
    return this.callee(callee)?.prototype === this.awaitPrototype;
  }

  isSettler(callee: string): boolean {
    return this.settlers.has(this.callee(callee)?.prototype);
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
