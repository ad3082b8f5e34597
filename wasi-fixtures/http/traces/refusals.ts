// What is refused: with which status, and that nothing behind it is taken for a request.
import { spawn } from "as-pollen";
import { HttpError, Request, Response, serveConnection, ServerOptions } from "as-pollen/http";
import { Client, startClock } from "./duplex";
import { print } from "./prelude";

async function answer(request: Request): Promise<Response> {
  if (request.path == "/teapot") throw new HttpError(418, "short and stout");
  if (request.path == "/bug") throw new Error("a bug");
  print(`${request.method} ${request.path}`);
  return Response.text(await request.text());
}

async function session(text: string): Promise<void> {
  const options = new ServerOptions();
  options.limits.requestLine = 100;
  options.limits.headerBytes = 100;
  options.limits.headers = 3;
  options.limits.body = 100;
  options.onError = (error) => { print(`onError: ${error.message}`); };
  const client = new Client(), server = spawn(serveConnection(client.server, answer, options));
  await client.send(text + "GET /smuggled HTTP/1.1|Host: h||");
  await client.shutdown();
  await client.showAll();
  await server;
}

export async function main(): Promise<void> {
  startClock();
  const post = "POST / HTTP/1.1|Host: h|";
  const heads = [
    "garbage||", "GET / HTTP/2.0|Host: h||", "GET / HTTP/1.1\nHost: h\n\n", "GET /a b HTTP/1.1|Host: h||",
    "GET  / HTTP/1.1|Host: h||", `GET /${"x".repeat(100)} HTTP/1.1|Host: h||`, "x".repeat(200), "|||GET / HTTP/1.1||",
    "CONNECT a:80 HTTP/1.1|Host: a:80||", "GET / HTTP/1.1||", "GET / HTTP/1.1|Host: a|Host: a||", "GET / HTTP/1.1|Host: a b||",
    "GET / HTTP/1.1|Host: h|X : y||", "GET / HTTP/1.1|Host: h|X: y| z||", "GET / HTTP/1.1|Host: h|X: a\rb||",
    "GET / HTTP/1.1|Host: h|: y||", "GET / HTTP/1.1|Host: h|X: \0||", "GET / HTTP/1.1|Host: h|X: a\nY: b||",
    `GET / HTTP/1.1|Host: h|X: ${"y".repeat(100)}||`, `GET / HTTP/1.1|Host: h|X: ${"y".repeat(60)}|Y: ${"y".repeat(40)}||`,
    "GET / HTTP/1.1|Host: h|a: b|c: d|e: f||",
  ];
  for (let i = 0; i < heads.length; i++) await session(heads[i]);
  print("-- bodies");
  const bodies = [
    "Content-Length: 1|Content-Length: 1||a", "Content-Length: 1, 1||a", "Content-Length: +1||a", "Content-Length: ||a",
    "Content-Length: 99999999999999999999||a", "Content-Length: 101||a", "Transfer-Encoding: chunked|Content-Length: 1||0||",
    "Transfer-Encoding: gzip, chunked||0||", "Transfer-Encoding: gzip||", "Transfer-Encoding: chunked, chunked||0||",
    "Transfer-Encoding: identity||", "Transfer-Encoding: \x0bchunked||0||", "Transfer-Encoding: chunked||x|a|0||",
    "Transfer-Encoding: chunked||1|ab|0||", "Transfer-Encoding: chunked||1\na|0||", "Transfer-Encoding: chunked|| 1|a|0||",
    "Transfer-Encoding: chunked||0x1|a|0||", "Transfer-Encoding: chunked||8000000000000001|a|0||",
    "Transfer-Encoding: chunked||1;=x|a|0||", "Transfer-Encoding: chunked||1;a=\"b|a|0||",
    "Transfer-Encoding: chunked||1|a|0|Content-Length: 5||", "Transfer-Encoding: chunked||1|a|0|X: y\n||",
    `Transfer-Encoding: chunked||65|${"x".repeat(101)}|0||`, "Transfer-Encoding: chunked||fffffff|a",
  ];
  for (let i = 0; i < bodies.length; i++) await session(post + bodies[i]);
  print("-- handlers");
  await session("GET /teapot HTTP/1.1|Host: h||");
  await session("GET /bug HTTP/1.1|Host: h||");
  await session("POST /bug HTTP/1.1|Host: h|Content-Length: 2||ab");
}
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 30||The request line is not valid\n
//> 0 < (end)
//> 0 < HTTP/1.1 505 HTTP Version Not Supported|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 43||Only HTTP/1.1 and HTTP/1.0 are implemented\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 37||The request line ends with a bare LF\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 32||The request target is not valid\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 32||The request target is not valid\n
//> 0 < (end)
//> 0 < HTTP/1.1 414 URI Too Long|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 29||The request line is too long\n
//> 0 < (end)
//> 0 < HTTP/1.1 414 URI Too Long|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 29||The request line is too long\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 30||The request line is not valid\n
//> 0 < (end)
//> 0 < HTTP/1.1 501 Not Implemented|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 27||CONNECT is not implemented\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 16||Host is missing\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 20||Host is there twice\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 18||Host is not valid\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 33||A header field has no valid name\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 33||A header field has no valid name\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 34||A header field has no valid value\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 33||A header field has no valid name\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 34||A header field has no valid value\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 35||A header field ends with a bare LF\n
//> 0 < (end)
//> 0 < HTTP/1.1 431 Request Header Fields Too Large|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 32||The header fields are too large\n
//> 0 < (end)
//> 0 < HTTP/1.1 431 Request Header Fields Too Large|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 32||The header fields are too large\n
//> 0 < (end)
//> 0 < HTTP/1.1 431 Request Header Fields Too Large|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 33||There are too many header fields\n
//> 0 < (end)
//> -- bodies
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 30||Content-Length is there twice\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 28||Content-Length is not valid\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 28||Content-Length is not valid\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 28||Content-Length is not valid\n
//> 0 < (end)
//> 0 < HTTP/1.1 413 Content Too Large|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 22||The body is too large\n
//> 0 < (end)
//> 0 < HTTP/1.1 413 Content Too Large|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 22||The body is too large\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 52||Content-Length and Transfer-Encoding are both there\n
//> 0 < (end)
//> 0 < HTTP/1.1 501 Not Implemented|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 46||No transfer coding but chunked is implemented\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 40||The last transfer coding is not chunked\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 31||Transfer-Encoding is not valid\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 40||The last transfer coding is not chunked\n
//> 0 < (end)
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 34||A header field has no valid value\n
//> 0 < (end)
//> POST /
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 26||A chunk has no valid size\n
//> 0 < (end)
//> POST /
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 37||A chunk does not end where it should\n
//> 0 < (end)
//> POST /
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 37||A chunk does not end where it should\n
//> 0 < (end)
//> POST /
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 26||A chunk has no valid size\n
//> 0 < (end)
//> POST /
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 39||A chunk has no valid size or extension\n
//> 0 < (end)
//> POST /
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 26||A chunk has no valid size\n
//> 0 < (end)
//> POST /
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 39||A chunk has no valid size or extension\n
//> 0 < (end)
//> POST /
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 39||A chunk has no valid size or extension\n
//> 0 < (end)
//> POST /
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 42||Content-Length is not allowed in trailers\n
//> 0 < (end)
//> POST /
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 35||A header field ends with a bare LF\n
//> 0 < (end)
//> POST /
//> 0 < HTTP/1.1 413 Content Too Large|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 22||The body is too large\n
//> 0 < (end)
//> POST /
//> 0 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 37||The connection ended within the body\n
//> 0 < (end)
//> -- handlers
//> GET /smuggled
//> 0 < HTTP/1.1 418 |Content-Type: text/plain;charset=utf-8|Content-Length: 16||short and stout\nHTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 0||
//> 0 < (end)
//> onError: a bug
//> GET /smuggled
//> 0 < HTTP/1.1 500 Internal Server Error|Content-Type: text/plain;charset=utf-8|Content-Length: 22||Internal Server Error\nHTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 0||
//> 0 < (end)
//> onError: a bug
//> 0 < HTTP/1.1 500 Internal Server Error|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 22||Internal Server Error\n
//> 0 < (end)
