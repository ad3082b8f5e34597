// How long a connection stays open (RFC 9112 9.3).
import { sleep, spawn } from "as-pollen";
import { Request, Response, serveConnection } from "as-pollen/http";
import { Client, startClock } from "./duplex";
import { print } from "./prelude";

async function answer(request: Request): Promise<Response> {
  print(`${request.method} ${request.url}`);
  const response = Response.text("ok");
  if (request.path == "/last") response.headers.set("Connection", "close");
  return response;
}

async function session(texts: string[]): Promise<void> {
  const client = new Client(), server = spawn(serveConnection(client.server, answer));
  const shown = spawn(client.showAll());
  for (let i = 0; i < texts.length; i++) {
    await client.send(texts[i]);
    await sleep(1000);
  }
  await shown;
  await server;
  print("--");
}

export async function main(): Promise<void> {
  startClock();
  await session(["GET /a HTTP/1.1|Host: h|Connection: close||"]);
  await session(["GET /a HTTP/1.1|Host: h||", "GET /b?c HTTP/1.1|Host: h||"]); // and then nothing for 5 seconds
  await session(["GET /last HTTP/1.1|Host: h||"]);
  await session(["GET /a HTTP/1.0||"]);
  await session(["GET /a HTTP/1.0|Connection: keep-alive||", "GET http://other:80/c HTTP/1.1|Host: h|connection: x, CLOSE||"]);
  await session([]); // the first request may take longer
}
//> GET http://h/a
//> 0 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 2||ok
//> 0 < (end)
//> --
//> GET http://h/a
//> 1000 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 2||ok
//> GET http://h/b?c
//> 2000 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 2||ok
//> 7000 < (end)
//> --
//> GET http://h/last
//> 7000 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 2||ok
//> 7000 < (end)
//> --
//> GET http:///a
//> 8000 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 2||ok
//> 8000 < (end)
//> --
//> GET http:///a
//> 9000 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Connection: keep-alive|Content-Length: 2||ok
//> GET http://other:80/c
//> 10000 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 2||ok
//> 10000 < (end)
//> --
//> 21000 < (end)
//> --
