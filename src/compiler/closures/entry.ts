// What the code of a closure starts with: it takes the closure that was called, and copies what that holds into the
// locals that stand for it.
import type { Compiler, Function as Fn, Local, Type } from "assemblyscript";
import binaryen, { type ExpressionRef, type FunctionRef } from "../binaryen.js";
import { CommonFlags } from "../enums.js";
import { readTree, rewrite } from "../lower/ir.js";
import { get, load } from "./cells.js";

/**
 * Global that a caller sets to the function object that it calls, and that the code of a closure reads before it does
 * anything else.
 */
export const CALLEE = "~lib/pollen/~callee";

export class Entry {
  constructor(
    private readonly compiler: Compiler,
    private readonly fn: Fn,
    /** The local in which the function has its closure. */
    readonly callee: Local,
    /** Whether the body refers to the closure as such. */
    private readonly isKept: boolean,
    private readonly copies: readonly { local: Local; type: Type; offset: number }[],
  ) {}

  /** Takes the closure that was called. */
  take(): ExpressionRef {
    const { module: m } = this.compiler;
    return m.local_set(this.callee.index, m.global_get(CALLEE, binaryen.i32), this.isKept);
  }

  /**
   * Completes a body.
   * @param isCoroutine whether it is the body of a coroutine: the lowering knows where that takes the closure
   */
  finish(ref: FunctionRef, isCoroutine: boolean): void {
    const { compiler, fn, callee } = this;
    const { module: m } = compiler;
    const copies = this.copies.map(({ local, type, offset }) =>
      m.local_set(local.index, load(compiler, type, get(compiler, callee), offset), type.isManaged),
    );
    const body = binaryen.Function.getBody(ref);
    const rest = fn.is(CommonFlags.Stub) ? this.passOn(body) : body;
    const code = [...(isCoroutine ? [] : [this.take()]), ...copies, rest];
    binaryen.Function.setBody(ref, m.block(null, code, fn.signature.returnType.toRef()));
  }

  /** A stub, which puts default values in place, calls the closure's own code in turn. */
  private passOn(body: ExpressionRef): ExpressionRef {
    const { compiler, fn, callee } = this;
    const { module: m } = compiler;
    const type = fn.signature.returnType.toRef();
    return rewrite(
      readTree(body, () => false),
      (node) => {
        if (node.id !== binaryen.CallId || node.name !== fn.original.internalName) return node.ref;
        return m.block(null, [m.global_set(CALLEE, get(compiler, callee)), node.ref], type);
      },
    );
  }
}
