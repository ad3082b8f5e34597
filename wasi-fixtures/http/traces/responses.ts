// Responses: which have a body, how that is framed, and what the handler cannot say about it.
import { sleep, spawn } from "as-pollen";
import { Request, Response, serveConnection } from "as-pollen/http";
import { at, Client, startClock } from "./duplex";
import { print } from "./prelude";

function bytesOf(text: string): Uint8Array { return Uint8Array.wrap(String.UTF8.encode(text)); }

async function* count(to: i32): AsyncGenerator<Uint8Array> {
  try {
    for (let n = 1; n <= to; n++) {
      print(`${at()} makes ${n}`);
      yield bytesOf(`${n}`.repeat(n));
      await sleep(10);
    }
  } finally {
    print(`${at()} closed`);
  }
}

async function answer(request: Request): Promise<Response> {
  if (request.path == "/count") return Response.stream(count(3));
  if (request.path == "/empty") return new Response(null);
  if (request.path == "/204") return Response.text("not sent", 204);
  if (request.path == "/304") return Response.text("not sent", 304);
  if (request.path == "/large") return Response.bytes(new Uint8Array(100_000));
  if (request.path == "/moved") return Response.redirect("/there", 308);
  if (request.path == "/failing") {
    return Response.stream((async function* (): AsyncGenerator<Uint8Array> {
      yield bytesOf("begun");
      throw new Error("and failed");
    })());
  }
  const response = Response.json("{}", 299);
  response.statusText = "Odd";
  response.headers.set("Content-Length", "77");
  response.headers.set("transfer-encoding", "gzip");
  response.headers.append("Set-Cookie", "a=1");
  response.headers.append("Set-Cookie", "b=2");
  response.headers.set("Date", "today");
  return response;
}

async function session(name: string, text: string): Promise<void> {
  print(`-- ${name}`);
  const client = new Client(), server = spawn(serveConnection(client.server, answer));
  await client.send(text);
  await client.shutdown();
  await client.showAll();
  await server;
}

export async function main(): Promise<void> {
  startClock();
  await session("chunks", "GET /count HTTP/1.1|Host: h||");
  await session("no chunks in 1.0", "GET /count HTTP/1.0|Connection: keep-alive||");
  await session("head", "HEAD /count HTTP/1.1|Host: h||HEAD /large HTTP/1.1|Host: h||GET /empty HTTP/1.1|Host: h||");
  await session("no content", "GET /204 HTTP/1.1|Host: h||GET /304 HTTP/1.1|Host: h||GET /moved HTTP/1.1|Host: h||");
  await session("large", "GET /large HTTP/1.1|Host: h||");
  await session("fields", "GET / HTTP/1.1|Host: h||");
  await session("cut short", "GET /failing HTTP/1.1|Host: h||GET / HTTP/1.1|Host: h||");
}
//> -- chunks
//> 0 makes 1
//> 0 < HTTP/1.1 200 OK|Content-Type: application/octet-stream|Transfer-Encoding: chunked||
//> 0 < 1|1|
//> 10 makes 2
//> 10 < 2|22|
//> 20 makes 3
//> 20 < 3|333|
//> 30 closed
//> 30 < 0||
//> 30 < (end)
//> -- no chunks in 1.0
//> 30 makes 1
//> 30 < HTTP/1.1 200 OK|Content-Type: application/octet-stream|Connection: close||
//> 30 < 1
//> 40 makes 2
//> 40 < 22
//> 50 makes 3
//> 50 < 333
//> 60 closed
//> 60 < (end)
//> -- head
//> 60 < HTTP/1.1 200 OK|Content-Type: application/octet-stream|Transfer-Encoding: chunked||HTTP/1.1 200 OK|Content-Type: application/octet-stream|Content-Length: 100000||HTTP/1.1 200 OK|Content-Length: 0||
//> 60 < (end)
//> -- no content
//> 60 < HTTP/1.1 204 No Content|Content-Type: text/plain;charset=utf-8||HTTP/1.1 304 Not Modified|Content-Type: text/plain;charset=utf-8||HTTP/1.1 308 Permanent Redirect|Location: /there|Content-Length: 0||
//> 60 < (end)
//> -- large
//> 60 < HTTP/1.1 200 OK|Content-Type: application/octet-stream|Content-Length: 100000||
//> 60 < 65536 bytes
//> 60 < 34464 bytes
//> 60 < (end)
//> -- fields
//> 60 < HTTP/1.1 299 Odd|Content-Type: application/json|Set-Cookie: a=1|Set-Cookie: b=2|Date: today|Content-Length: 2||{}
//> 60 < (end)
//> -- cut short
//> 60 < HTTP/1.1 200 OK|Content-Type: application/octet-stream|Transfer-Encoding: chunked||
//> 60 < 5|begun|
//> 60 < (end)
