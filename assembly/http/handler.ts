// What answers requests: an async function, or an object that does.
import { Request } from "./request";
import { Response } from "./response";

/** Answers a request. */
export type HandlerFunction = (request: Request) => Promise<Response>;

/** Answers requests, as `Router` does. */
export abstract class Handler {
  abstract handle(request: Request): Promise<Response>;
}

class FunctionHandler extends Handler {
  constructor(private readonly answer: HandlerFunction) { super(); }

  handle(request: Request): Promise<Response> { return this.answer(request); }
}

/** Of a `HandlerFunction` or a `Handler`. */
export function toHandler<H>(handler: H): Handler {
  if (isFunction<H>()) return new FunctionHandler(changetype<HandlerFunction>(handler));
  else if (handler instanceof Handler) return handler;
  else ERROR("A function '(request: Request) => Promise<Response>' or a Handler, such as a Router, is expected.");
}
