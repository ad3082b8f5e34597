// Which handler answers a request: by its method and its path.
import { Handler, HandlerFunction, toHandler } from "./handler";
import { decodedSegments } from "./percent";
import { Request } from "./request";
import { Response } from "./response";

class Route {
  constructor(readonly method: string, readonly segments: string[], readonly handler: Handler) {}

  /** Whether the path is of this route; puts what stands in the place of its parameters into `params`. */
  matches(path: string[], params: Map<string, string>): bool {
    const own = this.segments, last = own.length - 1, hasRest = own[last] == "*";
    if (hasRest ? path.length < own.length : path.length != own.length) return false;
    for (let i = 0; i <= last; i++) {
      if (i == last && hasRest) params.set("*", path.slice(i).join("/"));
      else if (own[i].startsWith(":")) {
        if (!path[i].length) return false;
        params.set(own[i].substring(1), path[i]);
      } else if (own[i] != path[i]) return false;
    }
    return true;
  }
}

/**
 * Finds the handler of a request; the first one that was added and fits counts. Answers 404 where none fits the path, and
 * 405 where none of those that do fits the method. HEAD is answered by the handlers for GET.
 *
 * @example
 * const router = new Router()
 *   .get("/hello/:name", async (request) => Response.text(`hello ${request.params.get("name")}`))
 *   .post("/items", addItem)
 *   .all("/files/*", new Files("/public"));
 */
export class Router extends Handler {
  private readonly routes: Route[] = [];

  /**
   * Adds a handler.
   * @param method in capitals, or "*" for all
   * @param path begins with "/"; a segment ":name" stands for any one, which is then in `request.params`; "*" at the end
   *   stands for all that is left, as `params.get("*")`. Segments are compared, and passed on, decoded
   * @param handler a function from `Request` to `Promise<Response>`, or a `Handler`
   * @returns the router itself
   */
  route<H>(method: string, path: string, handler: H): Router {
    if (!path.startsWith("/")) throw new RangeError("Path '" + path + "' of a route does not begin with '/'");
    this.routes.push(new Route(method, path.substring(1).split("/"), toHandler<H>(handler)));
    return this;
  }

  /** `route` for GET and HEAD. */
  get(path: string, handler: HandlerFunction): Router { return this.route("GET", path, handler); }

  /** `route` for POST. */
  post(path: string, handler: HandlerFunction): Router { return this.route("POST", path, handler); }

  /** `route` for PUT. */
  put(path: string, handler: HandlerFunction): Router { return this.route("PUT", path, handler); }

  /** `route` for PATCH. */
  patch(path: string, handler: HandlerFunction): Router { return this.route("PATCH", path, handler); }

  /** `route` for DELETE. */
  delete(path: string, handler: HandlerFunction): Router { return this.route("DELETE", path, handler); }

  /** `route` for every method. */
  all<H>(path: string, handler: H): Router { return this.route<H>("*", path, handler); }

  async handle(request: Request): Promise<Response> {
    const path = decodedSegments(request.path), method = request.method == "HEAD" ? "GET" : request.method;
    const allowed = new Array<string>();
    for (let i = 0; i < this.routes.length; i++) {
      const route = this.routes[i], params = new Map<string, string>();
      if (!route.matches(path, params)) continue;
      if (route.method != "*" && route.method != method) {
        if (!allowed.includes(route.method)) allowed.push(route.method);
        continue;
      }
      request.params = params;
      return await route.handler.handle(request);
    }
    if (!allowed.length) return Response.text("Not Found\n", 404);
    const response = Response.text("Method Not Allowed\n", 405);
    if (allowed.includes("GET")) allowed.push("HEAD");
    response.headers.set("Allow", allowed.join(", "));
    return response;
  }
}
