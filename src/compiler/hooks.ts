// Replacing methods of the stock compiler. A method that a new version of `assemblyscript` removed or changed is named
// when the transform is loaded, before anything is compiled.
import { createRequire } from "node:module";

const { version } = createRequire(import.meta.url)("assemblyscript/package.json") as { version: string };

// biome-ignore lint/suspicious/noExplicitAny: methods of any signature
type Method = (this: any, ...args: any[]) => any;

/** The compiler is not one that this version of Pollen knows. */
export class HookError extends Error {
  readonly code = "POLLEN_E_HOOK";
  constructor(hook: string, found: string) {
    super(
      `POLLEN_E_HOOK: this version of Pollen does not fit assemblyscript ${version}: ${hook} ${found}. ` +
        "Install a version of assemblyscript in the range of as-pollen's peerDependencies.",
    );
  }
}

/**
 * Replaces a method.
 * @param owner the class whose prototype has it
 * @param name of the method
 * @param parameters how many parameters it declares (`Function.length`): a cheap check that it is still the same
 * @param wrap receives the original, returns the replacement
 */
export function hook<M extends Method>(
  owner: { name: string; prototype: object },
  name: string,
  parameters: number,
  wrap: (original: M) => M,
): void {
  const prototype = owner.prototype as Record<string, unknown>;
  const original = prototype[name];
  if (typeof original !== "function") throw new HookError(`${name}()`, "is missing");
  if (original.length !== parameters) {
    throw new HookError(`${name}()`, `takes ${original.length} parameters, not ${parameters}`);
  }
  // a method may be replaced more than once: each replacement looks like the original
  prototype[name] = Object.defineProperty(wrap(original as M), "length", { value: parameters });
}
