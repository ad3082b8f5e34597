// Marks of managed values. Under the incremental runtime the stock compiler marks those that only an expression holds,
// for its shadow stack. The lowering goes by these marks, so async bodies get them under the minimal runtime as well;
// it takes them out again.
import { Compiler, type Function as Fn } from "assemblyscript";
import { Runtime } from "../enums.js";
import { hook } from "../hooks.js";
import { type Session, sessionOf } from "../session.js";

// biome-ignore lint/suspicious/noExplicitAny: methods of several signatures, which are passed on as they are
type Compile = (this: Compiler, ...args: any[]) => unknown;

export function installMarks(): void {
  wrap("compileFunction", 1, (session, instance) => session.isCoroutine((instance as Fn).declaration));
  // Code of other functions, which is made when it is first needed: it may be while an async body is compiled.
  wrap("compileGlobal", 1, () => false);
  wrap("ensureConstructor", 2, () => false);
  wrap("ensureVarargsStub", 1, () => false);
}

function wrap(name: string, parameters: number, wantsMarks: (session: Session, element: unknown) => boolean): void {
  hook<Compile>(
    Compiler,
    name,
    parameters,
    (original) =>
      function (...args) {
        const session = sessionOf(this);
        if (!session || this.options.runtime !== Runtime.Minimal) return original.apply(this, args);
        const wasMarking = this.module.useShadowStack;
        setMarking(this, wantsMarks(session, args[0]));
        try {
          return original.apply(this, args);
        } finally {
          setMarking(this, wasMarking);
        }
      },
  );
}

function setMarking({ options, module }: Compiler, on: boolean): void {
  options.stackSize = on ? 1 : 0; // what the compiler looks at for operands of calls; there is no such stack
  module.useShadowStack = on;
}
