// Back end of `wasip3`: `wasi:sockets` 0.3. Streams that are asked for readiness, and calls that return later; nothing blocks.
export { connect, listen } from "./wasip3/tcp";
export { bindDatagrams } from "./wasip3/udp";
export { resolve } from "./wasip3/lookup";
