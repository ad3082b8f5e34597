// Runs a module through the built hosts: `node run-guest.js REQUEST`, a JSON object with the host's name, a RunRequest, and
// what else the test wants of this process. An error is printed as `code: message`.

import { writeFileSync } from "node:fs";
import { Socket } from "node:net";
import { hosts } from "../../dist/hosts/index.js";

const { host, request, nonBlockingOutput, cpuReport } = JSON.parse(process.argv[2]);
if (nonBlockingOutput) new Socket({ fd: 1, readable: false }).unref();
try {
  process.exitCode = await hosts()
    .find(({ name }) => name === host)
    .run({
      ...request,
      onListen: (addresses) => addresses.forEach(({ host, port }) => console.error(`listening at ${host}:${port}`)),
    });
} catch (error) {
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}
if (cpuReport) {
  const { user, system } = process.cpuUsage();
  writeFileSync(cpuReport, JSON.stringify({ cpuMs: (user + system) / 1000, wallMs: performance.now() }));
}
