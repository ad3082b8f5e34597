// `import { load, run, serve } from "as-pollen/edge"`: modules and programs on edge platforms, and wherever else the web's interfaces are.

export { type Call, type ExecutionContext, type Handler, type ServeOptions, serve } from "./edge/serve.js";
export type { HostCallOptions } from "./embed/futures.js";
export type { CallOptions, GuestFunction } from "./embed/guest-functions.js";
export type { HostFunction } from "./embed/host-functions.js";
export type { LoadOptions, Service } from "./embed/load.js";
export { suspending } from "./embed/suspendable-stack.js";
export { HostError } from "./host.js";
export type { Directory } from "./wasi/files.js";
export type { Limits } from "./wasi/limits.js";
export { MemoryDirectory, type MemoryOptions } from "./wasi/memory-files.js";
export { ReadOnly } from "./wasi/read-only.js";
export type { InputSource } from "./web/input.js";
export { loadForRequests as load } from "./web/load.js";
export type { ModuleSource } from "./web/module.js";
export type { OutputSink } from "./web/output.js";
export { run } from "./web/run.js";
export type { RunOptions } from "./web/surroundings.js";
