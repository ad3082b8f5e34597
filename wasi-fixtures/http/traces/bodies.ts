// Bodies that come in: how they are framed, 100 (Continue), trailers, and what becomes of those that nobody reads.
import { sleep, spawn } from "as-pollen";
import { Request, Response, serveConnection } from "as-pollen/http";
import { at, Client, startClock } from "./duplex";
import { print } from "./prelude";

async function answer(request: Request): Promise<Response> {
  if (request.path == "/unread") return Response.text("unread");
  if (request.path == "/pieces") {
    for await (const piece of request.body) print(`${at()} piece of ${piece.length}, ${request.body.size} left`);
    return Response.text("pieces");
  }
  if (request.path == "/late") await sleep(50);
  const text = await request.text();
  let trailers = "";
  request.trailers.forEach((value, name) => { trailers += ` ${name}=${value}`; });
  return Response.text(`read ${text.length > 20 ? `${text.length} bytes` : text}${trailers}`);
}

async function session(name: string, texts: string[]): Promise<void> {
  print(`-- ${name}`);
  const client = new Client(), server = spawn(serveConnection(client.server, answer));
  const shown = spawn(client.showAll());
  for (let i = 0; i < texts.length; i++) {
    await client.send(texts[i]);
    await sleep(10);
  }
  await client.shutdown();
  await shown;
  await server;
}

export async function main(): Promise<void> {
  startClock();
  await session("length", ["POST /a HTTP/1.1|Host: h|Content-Length: 5||", "ab", "cde", "GET /b HTTP/1.1|Host: h||"]);
  await session("pieces", ["POST /pieces HTTP/1.1|Host: h|Content-Length: 5||a", "bc", "de"]);
  await session("chunks", [
    "POST /pieces HTTP/1.1|Host: h|Transfer-Encoding: chunked||2|a", "b|", "1;x=\"y\"|c|0", "||",
  ]);
  await session("trailers", ["POST /a HTTP/1.1|Host: h|Transfer-Encoding: CHUNKED||2|ab|0|X-Sum: 1|X-Sum: 2||"]);
  await session("expect", ["POST /late HTTP/1.1|Host: h|Expect: 100-continue|Content-Length: 2||", "", "", "", "", "", "", "ab"]);
  await session("expect, unread", ["POST /unread HTTP/1.1|Host: h|Expect: 100-Continue|Content-Length: 2||"]);
  await session("expect, but the body is there", ["POST /a HTTP/1.1|Host: h|Expect: 100-continue|Content-Length: 2||ab"]);
  await session("expect something else", ["POST /a HTTP/1.1|Host: h|Expect: more|Content-Length: 2||ab"]);
  await session("unread", ["POST /unread HTTP/1.1|Host: h|Content-Length: 4||ab", "cd", "GET /b HTTP/1.1|Host: h||"]);
  await session("unread, too long to wait for", ["POST /unread HTTP/1.1|Host: h|Content-Length: 70000||ab", "cd"]);
  await session("unread chunks", ["POST /unread HTTP/1.1|Host: h|Transfer-Encoding: chunked||1|a|", "0||", "GET /b HTTP/1.1|Host: h||"]);
  await session("cut short", ["POST /a HTTP/1.1|Host: h|Content-Length: 5||ab"]);
  await session("too large", ["POST /a HTTP/1.1|Host: h|Content-Length: 99999999999||ab"]);
  const chunk = "8000|" + "x".repeat(0x8000) + "|";
  await session("large, in chunks", ["POST /a HTTP/1.1|Host: h|Transfer-Encoding: chunked||" + chunk, chunk + chunk, "0||"]);
}
//> -- length
//> 20 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 10||read abcde
//> 30 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 5||read 
//> 40 < (end)
//> -- pieces
//> 40 piece of 1, 4 left
//> 50 piece of 2, 2 left
//> 60 piece of 2, 0 left
//> 60 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 6||pieces
//> 70 < (end)
//> -- chunks
//> 70 piece of 1, -1 left
//> 80 piece of 1, -1 left
//> 90 piece of 1, -1 left
//> 100 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 6||pieces
//> 110 < (end)
//> -- trailers
//> 110 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 23||read ab X-Sum=1 X-Sum=2
//> 120 < (end)
//> -- expect
//> 170 < HTTP/1.1 100 Continue||
//> 190 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 7||read ab
//> 200 < (end)
//> -- expect, unread
//> 200 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 6||unread
//> 200 < (end)
//> -- expect, but the body is there
//> 210 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 7||read ab
//> 220 < (end)
//> -- expect something else
//> 220 < HTTP/1.1 417 Expectation Failed|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 34||Only 100-continue can be expected\n
//> 220 < (end)
//> -- unread
//> 230 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 6||unread
//> 250 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 5||read 
//> 260 < (end)
//> -- unread, too long to wait for
//> 260 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 6||unread
//> 260 < (end)
//> -- unread chunks
//> 280 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 6||unread
//> 300 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 5||read 
//> 310 < (end)
//> -- cut short
//> 320 < HTTP/1.1 400 Bad Request|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 37||The connection ended within the body\n
//> 320 < (end)
//> -- too large
//> 320 < HTTP/1.1 413 Content Too Large|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 22||The body is too large\n
//> 320 < (end)
//> -- large, in chunks
//> 350 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 16||read 98304 bytes
//> 360 < (end)
