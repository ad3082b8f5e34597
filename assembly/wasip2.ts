// What a command for WASI 0.2 exports (`--target wasip2`): `wasi:cli/run`, whose `run` calls the module's start function,
// in which the program runs to its end, and then `__run`.
export { cabi_realloc } from "./component/memory";

/** The result of `run`: the program has ended, and not by `exit`. */
export function __run(): i32 { return 0; }
