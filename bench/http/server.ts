// The service that is measured: "Hello world" to every request, at the address that is its argument.
import { Request, Response, serve } from "as-pollen/http";

async function hello(_: Request): Promise<Response> { return Response.text("Hello world\n"); }

export async function main(args: string[]): Promise<void> {
  await serve(hello, args[0], { maxConnections: 0, keepAliveTimeout: 60_000, headersTimeout: 60_000 });
}
