// What answers the requests.
import { sleep } from "as-pollen";
import { fetch, Request, Response, Router } from "as-pollen/http";

// What worker.js does for it.
// @ts-ignore: decorator
@external("notes", "get") declare function getNote(key: string): Promise<string | null>;
// @ts-ignore: decorator
@external("notes", "put") declare function putNote(key: string, text: string): Promise<void>;

async function readNote(request: Request): Promise<Response> {
  const text = await getNote(request.params.get("key"));
  return text === null ? Response.text("there is no such note\n", 404) : Response.text(text);
}

async function writeNote(request: Request): Promise<Response> {
  await putNote(request.params.get("key"), await request.text());
  return new Response(null, 204);
}

async function* countDown(from: i32): AsyncGenerator<Uint8Array> {
  for (let left = from; left > 0; left--) {
    yield Uint8Array.wrap(String.UTF8.encode(`${left}\n`));
    await sleep(50);
  }
}

/** Asks several addresses at the same time. */
async function statuses(request: Request): Promise<Response> {
  const asked = request.query.getAll("url").map<Promise<Response>>((url) => fetch(url));
  const lines = new Array<string>();
  for (const answer of asked) {
    const response = await answer;
    await response.body!.cancel();
    lines.push(`${response.status}`);
  }
  return Response.text(lines.join(" "));
}

export const handler = new Router()
  .get("/hello/:name", async (request) => Response.text(`Hello, ${request.params.get("name")}!\n`))
  .get("/notes/:key", readNote)
  .put("/notes/:key", writeNote)
  .get("/countdown", async (_) => Response.stream(countDown(3), 200, "text/plain"))
  .get("/statuses", statuses)
  .post("/echo", async (request) => new Response(request.body));
