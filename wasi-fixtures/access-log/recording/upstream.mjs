// The slow half of the site: answers /api/NAME after a delay that depends on the name, and fails on purpose.
import { createServer } from "node:http";

const delays = { users: [1, 6], search: [15, 80], report: [150, 450], fail: [5, 20] };

createServer((request, response) => {
  const name = request.url.split("?")[0].slice("/api/".length);
  const [least, most] = delays[name] ?? [0, 0];
  setTimeout(
    () => {
      response.statusCode = name === "fail" ? 500 : delays[name] ? 200 : 404;
      response.end(`{"name":"${name}","padding":"${"x".repeat(Math.random() * 2000)}"}\n`);
    },
    least + Math.random() * (most - least),
  );
}).listen(18081, "127.0.0.1");
