// Serves the files of a directory, on standard input and output.
import { stdin, stdout } from "as-pollen";
import { Files, FdConnection, Router, serveConnection } from "as-pollen/http";

export async function main(): Promise<void> {
  const router = new Router().all("/static/*", new Files("/public"));
  await serveConnection(new FdConnection(stdin, stdout), router);
}
