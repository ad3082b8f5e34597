// A server whose only connection is standard input and output.
import { sleep, stdin, stdout } from "as-pollen";
import { FdConnection, Request, Response, serveConnection } from "as-pollen/http";

async function* count(to: i32): AsyncGenerator<Uint8Array> {
  for (let n = 1; n <= to; n++) {
    yield Uint8Array.wrap(String.UTF8.encode(`${n}\n`));
    await sleep(1);
  }
}

async function answer(request: Request): Promise<Response> {
  if (request.path == "/hello") return Response.text(`hello ${request.query.get("name") ?? "nobody"}\n`);
  if (request.path == "/echo") return Response.text(await request.text());
  if (request.path == "/count") return Response.stream(count(3));
  if (request.path == "/fail") throw new Error("broken");
  return Response.text("not found\n", 404);
}

export async function main(): Promise<void> {
  await serveConnection(new FdConnection(stdin, stdout), answer);
}
