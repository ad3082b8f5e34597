// What the service answers, each request in time and with the items at hand.
import { Broadcast, failAfter, LaggedError, timeout, TimeoutError } from "as-pollen";
import { Handler, HttpError, Request, Response, Router, ServerSentEvent } from "as-pollen/http";
import { Item, itemOf, listOf } from "./item";
import { page } from "./page";
import { Store } from "./store";

/** How long an answer may take, in milliseconds. */
const DEADLINE: f64 = 5000;
/** How long listeners are left without a word, in milliseconds. The words show which of them are still there. */
const SILENCE: f64 = 15_000;
const MAX_ITEMS = 10_000;

export class Api extends Handler {
  private readonly router: Router = new Router();

  /** @param token of who may stop the service; "" for nobody */
  constructor(private readonly store: Store, stop: AbortController, token: string) {
    super();
    this.router
      .get("/", async (_) => Response.html(page))
      .get("/items", async (_) => Response.json(listOf(store.all())))
      .post("/items", async (request) => {
        const item = await itemOf(request);
        if (store.size >= MAX_ITEMS) throw new HttpError(507, `${MAX_ITEMS} items are enough`);
        const response = jsonOf(await store.add(item), 201);
        response.headers.set("Location", `/items/${item.id}`);
        return response;
      })
      .get("/items/:id", async (request) => jsonOf(named(store, request)))
      .put("/items/:id", async (request) => {
        const item = await itemOf(request);
        item.id = named(store, request).id;
        return jsonOf(await store.put(item));
      })
      .delete("/items/:id", async (request) => {
        await store.delete(named(store, request).id);
        return new Response(null, 204);
      })
      .get("/events", async (_) => Response.events(changes(store.changes)))
      .get("/health", async (_) => {
        if (store.changes.isClosed) throw new HttpError(503, "stopping");
        return Response.text("ok\n");
      })
      .post("/stop", async (request) => {
        if (!token.length) throw new HttpError(404, "Not Found");
        if (request.headers.get("authorization") != "Bearer " + token) throw new HttpError(401, "A token is expected");
        stop.abort();
        return Response.text("stopping\n", 202);
      });
  }

  async handle(request: Request): Promise<Response> {
    try {
      return await failAfter(DEADLINE, async (_) => {
        await this.store.load();
        return await this.router.handle(request);
      });
    } catch (e) {
      if (e instanceof TimeoutError) throw new HttpError(503, "This takes too long");
      throw e;
    }
  }
}

/** What happens to the items from now on. Who does not keep up is told to ask for all of them. */
async function* changes(all: Broadcast<ServerSentEvent>): AsyncGenerator<ServerSentEvent> {
  const own = all.subscribe();
  try {
    while (!all.isClosed) {
      try {
        yield await timeout(own.receive(), SILENCE);
      } catch (e) {
        if (e instanceof TimeoutError) yield new ServerSentEvent("", "ping");
        else if (e instanceof LaggedError) yield new ServerSentEvent("", "missed");
        else break;
      }
    }
  } finally {
    own.close();
  }
}

/** The item whose id is in the path. */
function named(store: Store, request: Request): Item {
  const id = request.params.get("id"), item = store.get(i32.parse(id));
  if (item === null || item.id.toString() != id) throw new HttpError(404, `There is no item ${id}`);
  return item;
}

function jsonOf(item: Item, status: i32 = 200): Response { return Response.json(item.toString(), status); }
