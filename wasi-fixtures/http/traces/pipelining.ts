// Requests that come before the answers to those in front of them: they are answered in order (RFC 9112 9.3.2).
import { sleep, spawn } from "as-pollen";
import { Request, Response, serveConnection } from "as-pollen/http";
import { at, Client, startClock } from "./duplex";
import { print } from "./prelude";

async function answer(request: Request): Promise<Response> {
  print(`${at()} ${request.path} begins`);
  if (request.path == "/slow") await sleep(100);
  const text = request.method == "POST" ? await request.text() : request.path;
  print(`${at()} ${request.path} ends`);
  return Response.text(text);
}

export async function main(): Promise<void> {
  startClock();
  const client = new Client(), server = spawn(serveConnection(client.server, answer));
  const shown = spawn(client.showAll());
  await client.send("GET /slow HTTP/1.1|Host: h||GET /1 HTTP/1.1|Host: h||POST /2 HTTP/1.1|Host: h|Content-Length: 3||abcGET /3 HT");
  await sleep(200);
  await client.send("TP/1.1|Host: h||POST /4 HTTP/1.1|Host: h|Transfer-Encoding: chunked||3|def|0||GET /5 HTTP/1.1|Host: h|Connection: close||GET /6 HTTP/1.1|Host: h||");
  await shown;
  await server;
}
//> 0 /slow begins
//> 100 /slow ends
//> 100 /1 begins
//> 100 /1 ends
//> 100 /2 begins
//> 100 /2 ends
//> 100 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 5||/slowHTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 2||/1HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 3||abc
//> 200 /3 begins
//> 200 /3 ends
//> 200 /4 begins
//> 200 /4 ends
//> 200 /5 begins
//> 200 /5 ends
//> 200 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 2||/3HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 3||defHTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 2||/5
//> 200 < (end)
