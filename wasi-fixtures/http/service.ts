// A service: what a test of the hosts asks it for, and the example besides. On a TCP address GET /stop ends it; then it says
// what was left behind. A host that speaks HTTP takes `handler`.
import { sleep } from "as-pollen";
import { fetch, Request, Response, Router, serve, ServerSentEvent } from "as-pollen/http";
import { handler as todo } from "../../examples/http-service/main";
import { describeLeft } from "../task/left";

const stop = new AbortController();

async function* lines(count: i32): AsyncGenerator<Uint8Array> {
  for (let n = 0; n < count; n++) yield Uint8Array.wrap(String.UTF8.encode(`${n}\n`.padStart(1024, " ")));
}

async function* ticks(): AsyncGenerator<ServerSentEvent> {
  for (let n = 1; n <= 3; n++) {
    await sleep(10);
    yield new ServerSentEvent(`${n}`, "tick");
  }
}

export const handler = new Router()
  .get("/hello/:name", async (request) => Response.text(`hello ${request.params.get("name")}`))
  .post("/length", async (request) => Response.text(`${(await request.bytes()).length}`))
  .post("/echo", async (request) => new Response(request.body))
  .get("/lines/:count", async (request) => Response.stream(lines(i32.parse(request.params.get("count"))), 200, "text/plain"))
  .get("/ticks", async (_) => Response.events(ticks()))
  .get("/fail", async (_) => { throw new Error("broken"); })
  .get("/proxy", async (request) => {
    const response = await fetch(request.query.get("url")!);
    return Response.text(`${response.status} ${await response.text()}`);
  })
  .all("/", todo)
  .all("/items", todo)
  .all("/items/*", todo)
  .all("/events", todo)
  .all("/metrics", todo)
  .get("/stop", async (_) => {
    stop.abort();
    return Response.text("stopping");
  });

export async function main(args: string[]): Promise<void> {
  await sleep(0);
  describeLeft(); // the call of main is there before and after
  await serve(handler, args[0], {
    signal: stop.signal,
    keepAliveTimeout: 60_000,
    headersTimeout: 1500,
    onListen: (address: string) => { console.log(`ready at ${address}`); },
  });
  const left = describeLeft();
  console.log(left.length ? left : "nothing left");
}
