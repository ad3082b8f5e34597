// The public names of Pollen. Re-exports only; the web's names (Promise, setTimeout, ...) are global.
export { now, sleep, yieldNow } from "./core/sleep";
export { joinTasks, spawn, Task } from "./core/task";
export { AsyncFd } from "./io/async_fd";
export { IOError } from "./io/error";
export { File, SeekMode } from "./io/file";
export { mkdir, readDir, readFile, readTextFile, remove, rename, stat, writeFile } from "./io/files";
export { Lines } from "./io/lines";
export { BufferedReader, LineTooLongError } from "./io/reader";
export { DirEntry, FileStat } from "./io/stat";
export { stderr, stdin, stdout } from "./io/stdio";
export { copy, readAll, readAllText } from "./io/transfer";
export { BufferedWriter } from "./io/writer";
export { blockOn, run, tick } from "./run";
