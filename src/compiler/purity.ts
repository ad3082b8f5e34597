// The proof that a module for the target `hosted` imports nothing but what its source declares: the imports of the finished
// module. That functions and variables are the user's own was seen to while they were compiled (imports.ts).

/** Whether functions of a module of imports are those of a system. */
export const isWasi = (module: string): boolean => /^(wasi[_:]|wasix_)/.test(module);

/** Imports of a module that no declaration of the user's accounts for, as "module.name". */
export function foreignImports(wasm: Uint8Array<ArrayBuffer>): string[] {
  return WebAssembly.Module.imports(new WebAssembly.Module(wasm))
    .filter(({ kind, module }) => kind === "memory" || kind === "table" || isWasi(module))
    .map(({ module, name }) => `${module}.${name}`);
}
