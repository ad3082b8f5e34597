// `import { run } from "as-pollen/edge"`: programs on edge platforms, and wherever else the web's interfaces are.

export { HostError } from "./host.js";
export type { Directory } from "./wasi/files.js";
export type { Limits } from "./wasi/limits.js";
export { MemoryDirectory, type MemoryOptions } from "./wasi/memory-files.js";
export { ReadOnly } from "./wasi/read-only.js";
export type { InputSource } from "./web/input.js";
export type { ModuleSource } from "./web/module.js";
export type { OutputSink } from "./web/output.js";
export { run } from "./web/run.js";
export type { RunOptions } from "./web/surroundings.js";
