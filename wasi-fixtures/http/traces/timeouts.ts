// Clients that take their time: each phase has its limit.
import { sleep, spawn } from "as-pollen";
import { Request, Response, serveConnection, ServerOptions } from "as-pollen/http";
import { at, Client, startClock } from "./duplex";
import { print } from "./prelude";

async function answer(request: Request): Promise<Response> {
  try {
    return Response.text(await request.text());
  } finally {
    print(`${at()} read`);
  }
}

/** Sends a byte each `ms` milliseconds, for as long as anybody listens. */
async function trickle(client: Client, text: string, ms: f64): Promise<void> {
  for (let i = 0; i < text.length; i++) {
    await sleep(ms);
    try {
      await client.send(text.charAt(i));
    } catch (e) {
      return;
    }
  }
}

async function session(name: string, text: string, slowly: string, ms: f64, options: ServerOptions): Promise<void> {
  print(`-- ${name}, at ${at()}`);
  const client = new Client(), server = spawn(serveConnection(client.server, answer, options));
  await client.send(text);
  const sent = spawn(trickle(client, slowly, ms));
  await client.showAll();
  await server;
  sent.cancel();
  await sent.catch(() => {});
}

export async function main(): Promise<void> {
  startClock();
  const options = new ServerOptions();
  await session("slow fields", "GET / HTTP/1.1|Host: h|", "X-".repeat(100), 1000, options);
  await session("no fields", "GET", "", 0, options);
  await session("slow body", "POST / HTTP/1.1|Host: h|Content-Length: 99||", "x".repeat(99), 29_000, options);
  await session("no body", "POST / HTTP/1.1|Host: h|Content-Length: 99||", "", 0, options);
  await session("slow second request", "GET / HTTP/1.1|Host: h||GET", "", 0, options);
  options.headersTimeout = 100;
  options.keepAliveTimeout = 200;
  options.requestTimeout = 300;
  await session("other limits", "", "", 0, options);
  await session("other limits", "GET / HTTP/1.1|Host: h||", "", 0, options);
  await session("other limits", "POST / HTTP/1.1|Host: h|Content-Length: 99||", "x".repeat(99), 50, options);
}
//> -- slow fields, at 0
//> 10000 < HTTP/1.1 408 Request Timeout|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 33||The request did not come in time\n
//> 10000 < (end)
//> -- no fields, at 11000
//> 21000 < HTTP/1.1 408 Request Timeout|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 33||The request did not come in time\n
//> 21000 < (end)
//> -- slow body, at 22000
//> 322000 read
//> 322000 < HTTP/1.1 408 Request Timeout|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 30||The body did not come in time\n
//> 322000 < (end)
//> -- no body, at 323000
//> 353000 read
//> 353000 < HTTP/1.1 408 Request Timeout|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 30||The body did not come in time\n
//> 353000 < (end)
//> -- slow second request, at 354000
//> 354000 read
//> 354000 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 0||
//> 364000 < HTTP/1.1 408 Request Timeout|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 33||The request did not come in time\n
//> 364000 < (end)
//> -- other limits, at 365000
//> 365100 < (end)
//> -- other limits, at 365100
//> 365100 read
//> 365100 < HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 0||
//> 365300 < (end)
//> -- other limits, at 365300
//> 365600 read
//> 365600 < HTTP/1.1 408 Request Timeout|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 30||The body did not come in time\n
//> 365600 < (end)
