// How a server ends: what runs is finished, and then everything is closed.
import { sleep, spawn, Task } from "as-pollen";
import { Request, Response, Server, toHandler } from "as-pollen/http";
import { at, Client, startClock } from "./duplex";
import { print } from "./prelude";

async function answer(request: Request): Promise<Response> {
  try {
    await sleep(f64.parse(request.query.get("ms") ?? "0"));
  } catch (e) {
    print(`${at()} ${e.message}`);
    throw e;
  }
  print(`${at()} answers ${request.path}`);
  return Response.text(request.path);
}

async function session(ms: f64): Promise<void> {
  const server = new Server(toHandler(answer)), tasks = new Array<Task<void>>();
  const requests = ["", "GET /first HTTP/1.1|Host: h||", "GET /slow?ms=500 HTTP/1.1|Host: h||GET /second HTTP/1.1|Host: h||", "GET /unfinished"];
  for (let i = 0; i < requests.length; i++) {
    const client = new Client(`${i}`);
    tasks.push(spawn(server.serve(client.server)));
    tasks.push(spawn(client.showAll()));
    if (requests[i].length) await client.send(requests[i]);
  }
  await sleep(100);
  print(`${at()} ${server.connections} connections`);
  const left = await server.shutdown(ms);
  print(`${at()} ${left} were closed early`);
  for (let i = 0; i < tasks.length; i++) await tasks[i];
  print(`${at()} ${server.connections} connections`);
}

export async function main(): Promise<void> {
  startClock();
  await session(20_000);
  print("-- not as long");
  await session(200);
}
//> 0 answers /first
//> 0 1< HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 6||/first
//> 100 4 connections
//> 100 0< (end)
//> 100 1< (end)
//> 500 answers /slow
//> 500 2< HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 5||/slow
//> 500 2< (end)
//> 10000 3< HTTP/1.1 408 Request Timeout|Content-Type: text/plain;charset=utf-8|Connection: close|Content-Length: 33||The request did not come in time\n
//> 10000 3< (end)
//> 11000 0 were closed early
//> 11000 0 connections
//> -- not as long
//> 11000 answers /first
//> 11000 1< HTTP/1.1 200 OK|Content-Type: text/plain;charset=utf-8|Content-Length: 6||/first
//> 11100 4 connections
//> 11100 0< (end)
//> 11100 1< (end)
//> 11300 The server was shut down
//> 11300 2 were closed early
//> 11300 2< (end)
//> 11300 3< (end)
//> 11300 0 connections
