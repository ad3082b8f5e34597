// Which handler is found, and what is answered where there is none; server-sent events.
import { sleep, spawn } from "as-pollen";
import { Handler, Request, Response, Router, serveConnection, ServerSentEvent } from "as-pollen/http";
import { Client, startClock } from "./duplex";

class Fixed extends Handler {
  constructor(private readonly text: string) { super(); }
  async handle(request: Request): Promise<Response> {
    return Response.text(`${this.text} ${request.params.has("*") ? request.params.get("*") : ""}`);
  }
}

async function* ticks(): AsyncGenerator<ServerSentEvent> {
  for (let n = 1; n <= 2; n++) {
    await sleep(100);
    yield new ServerSentEvent(`${n}\n\rtwo`, "tick", `${n}`);
  }
  yield new ServerSentEvent("");
}

export async function main(): Promise<void> {
  startClock();
  const suffix = "!";
  const router = new Router()
    .get("/", async (_) => Response.text("root"))
    .get("/hello/:name", async (request) => Response.text(`hello ${request.params.get("name")}${suffix}`))
    .post("/hello/:name", async (request) => Response.text(`posted ${await request.text()}`))
    .put("/a/:b/c/:d", async (r) => Response.text(`${r.params.get("b")} ${r.params.get("d")}`))
    .get("/events", async (_) => Response.events(ticks()))
    .all("/files/*", new Fixed("files"));
  const client = new Client(), server = spawn(serveConnection(client.server, router));
  const shown = spawn(client.showAll());
  const lines = [
    "GET /", "GET /?x", "GET /hello/ada", "HEAD /hello/ada", "GET /hello/%C3%A9%2Fx%zz", "GET /hello/", "GET /hello", "DELETE /hello/ada",
    "PUT /a/1/c/2", "GET /a/1/c/2", "GET /files/x/y", "BREW /files/", "GET /files", "GET /nowhere", "OPTIONS *", "GET /events",
  ];
  for (let i = 0; i < lines.length; i++) {
    await client.send(`${lines[i]} HTTP/1.1|Host: h||`);
    await sleep(1);
  }
  await client.send("POST /hello/ada HTTP/1.1|Host: h|Content-Length: 2|Connection: close||hi");
  await shown;
  await server;
}
//> 0 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 4||root
//> 1 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 4||root
//> 2 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 10||hello ada!
//> 3 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 10||
//> 4 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 14||hello é/x%zz!
//> 5 < HTTP/1.1 404 Not Found|Content-Type: text/plain;charset=utf-8|Content-Length: 10||Not Found\n
//> 6 < HTTP/1.1 404 Not Found|Content-Type: text/plain;charset=utf-8|Content-Length: 10||Not Found\n
//> 7 < HTTP/1.1 405 Method Not Allowed|Content-Type: text/plain;charset=utf-8|Allow: GET, POST, HEAD|Content-Length: 19||Method Not Allowed\n
//> 8 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 3||1 2
//> 9 < HTTP/1.1 405 Method Not Allowed|Content-Type: text/plain;charset=utf-8|Allow: PUT|Content-Length: 19||Method Not Allowed\n
//> 10 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 9||files x/y
//> 11 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 6||files 
//> 12 < HTTP/1.1 404 Not Found|Content-Type: text/plain;charset=utf-8|Content-Length: 10||Not Found\n
//> 13 < HTTP/1.1 404 Not Found|Content-Type: text/plain;charset=utf-8|Content-Length: 10||Not Found\n
//> 14 < HTTP/1.1 405 Method Not Allowed|Content-Type: text/plain;charset=utf-8|Allow: GET, HEAD|Content-Length: 19||Method Not Allowed\n
//> 15 < HTTP/1.1 200 OK|Content-Type: text/event-stream|Cache-Control: no-store|Transfer-Encoding: chunked||
//> 115 < 2c|event: tick\nid: 1\ndata: 1\ndata: \ndata: two\n\n|
//> 215 < 2c|event: tick\nid: 2\ndata: 2\ndata: \ndata: two\n\n|
//> 215 < 8|data: \n\n|
//> 215 < 0||
//> 215 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 9||posted hi
//> 215 < (end)
