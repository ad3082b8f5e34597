// `return()` of the iterator interfaces is optional: a class need not have it. AssemblyScript knows no such thing. Here
// a class does not inherit the demand, and where the method is called on an object that lacks it the result is null.
import { type Class, Compiler, type Function as Fn, Resolver } from "assemblyscript";
import binaryen from "../binaryen.js";
import { ElementKind } from "../enums.js";
import { hook } from "../hooks.js";
import { sessionOf } from "../session.js";

const PROTOCOL = "~lib/as-pollen/assembly/iteration/protocol/";
const OPTIONAL = "return";

/** Whether an interface is one whose `return()` is optional. */
function isProtocol({ kind, internalName }: { kind: number; internalName: string }): boolean {
  return kind === ElementKind.Interface && internalName.startsWith(PROTOCOL);
}

export function installOptionalMethods(): void {
  hook<(this: Resolver, instance: Class, reportMode: number) => void>(
    Resolver,
    "finishResolveClass",
    2,
    (original) =>
      function (instance, reportMode) {
        const hidden: (() => void)[] = [];
        if (sessionOf(this) && instance.kind !== ElementKind.Interface) {
          for (const { members } of [...(instance.interfaces ?? [])].filter(isProtocol)) {
            const method = members?.get(OPTIONAL);
            if (!members || !method) continue;
            members.delete(OPTIONAL);
            hidden.push(() => members.set(OPTIONAL, method));
          }
        }
        original.call(this, instance, reportMode);
        for (const show of hidden) show();
      },
  );

  hook<(this: Compiler, instance: Fn) => void>(
    Compiler,
    "finalizeOverrideStub",
    1,
    (original) =>
      function (instance) {
        original.call(this, instance);
        const { name, parent, overrideStub } = instance;
        if (!overrideStub || name !== OPTIONAL || !isProtocol(parent) || !sessionOf(this)) return;
        // behind the classes that have the method the stock compiler traps
        const body = binaryen.Function.getBody(overrideStub.ref);
        const last = binaryen.Block.getNumChildren(body) - 1;
        binaryen.Block.setChildAt(body, last, this.module.i32(0));
      },
  );
}
