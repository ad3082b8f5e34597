// Back end of `wasip2`: `wasi:sockets` 0.2, whose calls never wait. The reactor waits for their pollables.
export { connect, listen } from "./wasip2/tcp";
export { bindDatagrams } from "./wasip2/udp";
export { resolve } from "./wasip2/lookup";
