// Node's http: the same answer as server.ts.
import { createServer } from "node:http";

createServer((_, response) => {
  response.setHeader("Content-Type", "text/plain;charset=utf-8");
  response.end("Hello world\n");
}).listen(Number(process.argv[2]), "127.0.0.1");
