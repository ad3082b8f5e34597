// What tests/edge asks of a worker: requests that wait for each other, for timers, for the host, and for others.
import { Channel, Semaphore, sleep, spawn } from "as-pollen";
import { fetch, Request, Response, Router } from "as-pollen/http";

// @ts-ignore: decorator
@external("kv", "get") declare function get(key: string): Promise<string | null>;
// @ts-ignore: decorator
@external("kv", "count") declare function count(): i32;

const gate = new Channel<string>(0);
const lock = new Semaphore(1);
/** Requests within a handler. */
let inside = 0;
let background = 0;

async function* pieces(number: i32): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < number; i++) {
    await sleep(2);
    yield Uint8Array.wrap(String.UTF8.encode(`${i};`));
  }
}

async function receive(_: Request): Promise<Response> {
  inside++;
  try {
    return Response.text(await gate.receive());
  } finally {
    inside--;
  }
}

async function locked(_: Request): Promise<Response> {
  inside++;
  try {
    await lock.acquire();
    try {
      await sleep(2);
      return Response.text(`${await get("key")}`);
    } finally {
      lock.release();
    }
  } finally {
    inside--;
  }
}

async function endless(_: Request): Promise<Response> {
  inside++;
  try {
    await sleep(3_600_000);
    return Response.text("");
  } finally {
    inside--;
  }
}

async function relayed(request: Request): Promise<Response> {
  const asked = new Request(request.query.get("url")!, "POST", request.body);
  asked.headers.set("X-Relayed", "yes");
  const answer = await fetch(asked);
  answer.headers.set("X-Status", `${answer.status}`);
  return answer;
}

export const handler = new Router()
  .get("/hello/:name", async (request) => Response.text(`hello ${request.params.get("name")} of ${request.host.length > 0}`))
  .get("/kv/:key", async (request) => {
    const value = await get(request.params.get("key"));
    return value === null ? Response.text("no such key", 404) : Response.text(value);
  })
  .get("/count", async (_) => Response.text(`${count()}`))
  .get("/sleep/:ms", async (request) => {
    await sleep(parseFloat(request.params.get("ms")));
    return Response.text("slept");
  })
  .get("/pieces", async (_) => Response.stream(pieces(5)))
  .get("/receive", receive)
  .get("/send/:text", async (request) => {
    await gate.send(request.params.get("text"));
    return Response.text("sent");
  })
  .get("/locked", locked)
  .get("/endless", endless)
  .get("/inside", async (_) => Response.text(`${inside}`))
  .get("/later", async (_) => {
    spawn((async (): Promise<void> => {
      await sleep(2);
      background++;
    })());
    return Response.text("now");
  })
  .get("/background", async (_) => Response.text(`${background}`))
  .post("/echo", async (request) => new Response(request.body))
  .post("/relay", relayed)
  .get("/field", async (_) => {
    const response = Response.text("fine");
    response.headers.set("X-Own", "ä");
    return response;
  })
  .get("/empty", async (_) => new Response(null, 204))
  .get("/throw", async (_) => { throw new Error("thrown by a handler"); })
  .get("/trap", async (_) => {
    unreachable();
    return Response.text("");
  });
