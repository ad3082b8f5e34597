// The public names of as-pollen/http. Re-exports only.
export { Body } from "./body";
export { ClientConnection } from "./client_connection";
export { Connection, FdConnection } from "./connection";
export { HttpError } from "./error";
export { ServerSentEvent } from "./events";
export { fetch } from "./fetch";
export { Files } from "./files";
export { Handler, HandlerFunction, toHandler } from "./handler";
export { Headers } from "./headers";
export { Limits } from "./limits";
export { ClientOptions, ServeOptions, ServerOptions } from "./options";
export { URLSearchParams } from "./query";
export { Request } from "./request";
export { Response } from "./response";
export { Router } from "./router";
export { serve } from "./serve";
export { Server, serveConnection } from "./server";
