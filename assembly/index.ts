// The public names of Pollen. Re-exports only; the web's names (Promise, setTimeout, ...) are global.
export { now, sleep, yieldNow } from "./core/sleep";
export { joinTasks, spawn, Task } from "./core/task";
export { blockOn, run, tick } from "./run";
