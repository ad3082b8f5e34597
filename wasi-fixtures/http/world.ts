// What hosts that speak HTTP are asked for besides wasi-fixtures/http/service.ts: tests/http/world.test.ts.
import { Latch, sleep, spawn, timeout } from "as-pollen";
import { ClientOptions, fetch, Request, Response, Router, ServerOptions } from "as-pollen/http";
import { describeLeft } from "../task/left";

/** Bytes of the bodies that the test sends: more than any buffer has, and than the limit that is there by default. */
const LARGE: i64 = 40 << 20;

const PARTY: i32 = 30;
const party = new Latch(PARTY);
let instance = "not evaluated";

async function* endless(): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(65536);
  try {
    for (let n = 0; ; n++) {
      if (n == 1000) console.log("no back-pressure");
      yield piece;
    }
  } finally {
    console.log("the reader has left");
  }
}

async function* pieces(count: i32): AsyncGenerator<Uint8Array> {
  for (let n = 0; n < count; n++) {
    yield Uint8Array.wrap(String.UTF8.encode(`${n},`));
    await sleep(1);
  }
}

async function* broken(): AsyncGenerator<Uint8Array> {
  yield Uint8Array.wrap(String.UTF8.encode("the beginning"));
  throw new Error("no more");
}

async function lengthOf(request: Request): Promise<Response> {
  let length: i64 = 0;
  for await (const piece of request.body) length += piece.length;
  const sum = request.trailers.get("x-sum");
  return Response.text(`${length}${sum !== null ? " " + sum : ""}`);
}

async function ask(request: Request, how: ClientOptions = new ClientOptions()): Promise<Response> {
  const url = request.query.get("url")!;
  return await fetch(request.method == "GET" ? new Request(url) : new Request(url, "POST", request.body), how);
}

export const handler = new Router()
  .get("/instance", async (_) => Response.text(instance))
  .get("/meet", async (_) => {
    console.log("arrived");
    party.countDown();
    await party.wait();
    return Response.text("met");
  })
  .get("/endless", async (_) => Response.stream(endless()))
  .get("/broken", async (_) => Response.stream(broken()))
  .post("/length", lengthOf)
  .post("/echo", async (request) => new Response(request.body))
  .post("/unread", async (_) => Response.text("not read"))
  .get("/refused", async (_) => {
    const response = Response.text("refused");
    response.headers.set("Upgrade", "h2c");
    return response;
  })
  .get("/later", async (_) => {
    spawn(async () => {
      await sleep(20);
      console.log("done afterwards");
    });
    return Response.text("done");
  })
  .get("/headers", async (request) => {
    const host = request.headers.get("host");
    const response = Response.text(`${request.target} ${host !== null ? host : "-"} ${request.headers.get("x-one")!}`);
    response.headers.append("Set-Cookie", "a=1");
    response.headers.append("Set-Cookie", "b=2");
    return response;
  })
  .get("/forever", async (_) => {
    await new Latch(1).wait();
    return Response.text("never");
  })
  .get("/hang", async (_) => {
    try {
      await sleep(1e9);
    } finally {
      console.log("called off");
    }
    return Response.text("never");
  })
  .all("/proxy", async (request: Request): Promise<Response> => {
    const response = await ask(request);
    return new Response(response.body, response.status, response.headers);
  })
  .get("/upload", async (request) => {
    const response = await fetch(new Request(request.query.get("url")!, "POST", Response.stream(pieces(5)).body!));
    const text = await response.text();
    return Response.text(`${text} ${response.trailers.get("x-sum")!}`);
  })
  .all("/impatient", async (request: Request): Promise<Response> => await ask(request, { headersTimeout: 50 }))
  .get("/slow", async (request) => {
    const endless = Response.stream(pieces(i32.MAX_VALUE)).body!;
    return await fetch(new Request(request.query.get("url")!, "POST", endless), { headersTimeout: 50 });
  })
  .get("/leave", async (request) => await timeout(ask(request), 50))
  .get("/left", async (_) => {
    const left = describeLeft();
    return Response.text(`${memory.size()} ${left}`);
  });

export const options: ServerOptions = { limits: { body: LARGE } };

await sleep(1); // requests wait for it
instance = "evaluated";
