// `import { run, WASI } from "as-pollen/wasi"`: the host for any preview1 module.

export { HostError, type ListenAddress, type Waiting } from "../host.js";
export { Errno, Filetype } from "../wasi/abi.js";
export { fail, WasiError } from "../wasi/errno.js";
export type { Directory, DirectoryEntry, Filestat, OpenFile, OpenOptions, Times } from "../wasi/files.js";
export { DEFAULT_LIMITS, type Limits } from "../wasi/limits.js";
export { MemoryDirectory, type MemoryOptions } from "../wasi/memory-files.js";
export { ProcessExit } from "../wasi/process.js";
export { ReadOnly } from "../wasi/read-only.js";
export type { Input, Output } from "../wasi/stdio.js";
export { DiskDirectory } from "./disk.js";
export type { GuestOptions, RunOptions, WASIOptions } from "./options.js";
export { run } from "./run.js";
export { WASI } from "./wasi-class.js";
