// The standard streams.
import { AsyncFd } from "./async_fd";

/** Standard input. */
// @ts-ignore: decorator
@lazy export const stdin = new AsyncFd(0, "stdin");
/** Standard output. What is written to it is not buffered: wrap it in a `BufferedWriter` for many small writes. */
// @ts-ignore: decorator
@lazy export const stdout = new AsyncFd(1, "stdout");
/** Standard error. */
// @ts-ignore: decorator
@lazy export const stderr = new AsyncFd(2, "stderr");
