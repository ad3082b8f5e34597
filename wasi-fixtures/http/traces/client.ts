// The client's side of a connection: what it sends, and what it makes of answers, good and bad.
import { sleep, spawn } from "as-pollen";
import { ClientConnection, ClientOptions, Request, Response, Router, serveConnection } from "as-pollen/http";
import { at, Client, startClock } from "./duplex";
import { print } from "./prelude";

async function* pieces(): AsyncGenerator<Uint8Array> {
  yield Uint8Array.wrap(String.UTF8.encode("abc"));
  await sleep(10);
  yield Uint8Array.wrap(String.UTF8.encode("de"));
}

async function send(client: ClientConnection, request: Request): Promise<void> {
  try {
    const response = await client.send(request);
    const text = await response.text();
    const type = response.headers.get("content-type") ?? "";
    print(`${at()} ${response.status} ${response.statusText} ${type} '${text.trim()}' ${client.isReady ? "ready" : "closed"}`);
  } catch (e) {
    print(`${at()} ${e.toString()}`);
  }
}

/** A client and a server of this library. */
async function talk(): Promise<void> {
  const ends = new Client();
  const router = new Router()
    .get("/hello", async (request) => Response.text(`hello ${request.host}`))
    .get("/stream", async (_) => Response.stream(pieces()))
    .post("/echo", async (request) => Response.text(`${request.headers.get("content-length") ?? "chunks"} ${await request.text()}`));
  const server = spawn(serveConnection(ends.server, router)), client = new ClientConnection(ends.client);
  await send(client, new Request("http://example.com/hello?x"));
  await send(client, new Request("/stream"));
  await send(client, new Request("/echo", "POST", Response.text("text").body!));
  await send(client, new Request("/echo", "POST", Response.stream(pieces()).body!));
  await send(client, new Request("/hello", "HEAD"));
  await send(client, new Request("/nowhere"));
  const response = await client.send(new Request("/stream"));
  await send(client, new Request("/hello"));
  for await (const piece of response.body!) {
    print(`${at()} piece of ${piece.length}`);
    break;
  }
  await send(client, new Request("/hello"));
  await server;
}

/** What a server answers that somebody wrote down; the rest of it follows later, and then the end. */
async function answered(answer: string, later: string = "", method: string = "GET"): Promise<void> {
  const ends = new Client(), options = new ClientOptions();
  options.limits.headers = 3;
  options.limits.body = 100;
  const client = new ClientConnection(ends.client, options);
  const sent = spawn(send(client, new Request("http://h/", method)));
  await ends.answer(answer);
  await sleep(10);
  if (later.length) await ends.answer(later);
  await ends.server.shutdown();
  await sent;
}

export async function main(): Promise<void> {
  startClock();
  await talk();
  print("-- good answers");
  await answered("HTTP/1.1 200 OK|Content-Length: 2||ab");
  await answered("HTTP/1.1 200|Content-Length: 2||ab");
  await answered("HTTP/1.0 200 OK||until the", " end");
  await answered("HTTP/1.1 100 Continue||HTTP/1.1 103 Early|Link: x||HTTP/1.1 201 |Transfer-Encoding: chunked||", "1|a|0||");
  await answered("HTTP/1.1 204 No Content|Content-Length: 5||");
  await answered("HTTP/1.1 304 Not Modified|Content-Length: 5||");
  await answered("HTTP/1.1 200 OK|Content-Length: 5||", "", "HEAD");
  await answered("HTTP/1.1 404 N\xf3|Connection: close|Content-Length: 0||");
  print("-- bad answers");
  await answered("");
  await answered("HTTP/1.1 200 OK|Conte");
  await answered("HTTP/1.1 200 OK|Content-Length: 5||ab");
  await answered("HTTP/1.1 200 OK|Content-Length: 101||ab");
  await answered("HTTP/1.1 200 OK||" + "x".repeat(101));
  await answered("HTTP/1.1 200 OK|Content-Length: 1|Content-Length: 2||ab");
  await answered("HTTP/1.1 200 OK|Content-Length: 1|Transfer-Encoding: chunked||0||");
  await answered("HTTP/1.1 200 OK|Transfer-Encoding: chunked||1|ab|0||");
  await answered("HTTP/1.1 101 Switching Protocols||");
  await answered("HTTP/1.1 100 Continue||".repeat(30));
  await answered("HTTP/2.0 200 OK||");
  await answered("HTTP/1.1 20 OK||");
  await answered("HTTP/1.1 2000 OK||");
  await answered("HTTP/1.1 999 OK||");
  await answered("HTTP/1.1 200\tOK||");
  await answered("ICY 200 OK||");
  await answered("HTTP/1.1 200 OK|a: b|c: d|e: f|g: h||");
  await answered("HTTP/1.1 200 OK|a : b||");
  print("-- requests that are not sent");
  const client = new ClientConnection(new Client().client);
  await send(client, new Request("/a b"));
  await send(client, new Request("/", "G T"));
  await send(client, new Request("/", ""));
  print("-- no answer");
  await send(client, new Request("/"));
}
//> 0 200 OK text/plain;charset=utf-8 'hello example.com' ready
//> 10 200 OK application/octet-stream 'abcde' ready
//> 10 200 OK text/plain;charset=utf-8 '4 text' ready
//> 20 200 OK text/plain;charset=utf-8 'chunks abcde' ready
//> 20 200 OK text/plain;charset=utf-8 '' ready
//> 20 404 Not Found text/plain;charset=utf-8 'Not Found' ready
//> 20 Error: The connection is closed, or its last response was not read to its end
//> 20 piece of 3
//> 20 Error: The connection is closed, or its last response was not read to its end
//> -- good answers
//> 30 200 OK  'ab' ready
//> 40 200   'ab' ready
//> 60 200 OK  'until the end' closed
//> 70 201   'a' ready
//> 70 204 No Content  '' ready
//> 80 304 Not Modified  '' ready
//> 90 200 OK  '' ready
//> 100 404 NÃ³  '' closed
//> -- bad answers
//> 120 HttpError: The response is not valid: The connection ended within the head
//> 130 HttpError: The response is not valid: The connection ended within the head
//> 140 HttpError: The response is not valid: The connection ended within the body
//> 140 HttpError: The response is not valid: The body is too large
//> 150 HttpError: The response is not valid: The body is too large
//> 160 HttpError: The response is not valid: Content-Length is there twice
//> 170 HttpError: The response is not valid: Content-Length and Transfer-Encoding are both there
//> 180 HttpError: The response is not valid: A chunk does not end where it should
//> 190 HttpError: The response is not valid: There is no final response
//> 200 HttpError: The response is not valid: There is no final response
//> 210 HttpError: The response is not valid: The status line is not valid
//> 220 HttpError: The response is not valid: The status line is not valid
//> 230 HttpError: The response is not valid: The status line is not valid
//> 240 HttpError: The response is not valid: The status line is not valid
//> 250 HttpError: The response is not valid: The status line is not valid
//> 260 HttpError: The response is not valid: The status line is not valid
//> 270 HttpError: The response is not valid: There are too many header fields
//> 280 HttpError: The response is not valid: A header field has no valid name
//> -- requests that are not sent
//> 290 TypeError: '/a b' has a character that has to be percent-encoded (RFC 9112 3.2)
//> 290 TypeError: 'G T' is not a method: it has to be a token (RFC 9110 5.6.2)
//> 290 TypeError: '' is not a method: it has to be a token (RFC 9110 5.6.2)
//> -- no answer
//> 60290 HttpError: The response did not come in time
