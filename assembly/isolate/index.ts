// The public names of `as-pollen/isolate`. Re-exports only.
export { IsolateError } from "./error";
export { Isolate } from "./isolate";
export { Port } from "./port";
