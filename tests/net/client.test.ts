// Programs that connect: on the hosts that let them.

import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compiled } from "../setup/guests.js";
import { freePort, netHosts } from "./hosts.js";

const connecting = netHosts().filter(({ canConnect }) => canConnect);

/** A server on a port of its own. */
function listening(serve: (socket: Socket) => void): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => {});
    serve(socket);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

let echo: Server;
let resetting: Server;
beforeAll(async () => {
  echo = await listening((socket) => socket.pipe(socket));
  resetting = await listening((socket) => socket.once("data", () => socket.resetAndDestroy()));
});
afterAll(() => {
  echo.close();
  resetting.close();
});

describe.each(connecting)("on $name", (host) => {
  test("what answers, what does not, and what is no address", async () => {
    const file = await compiled("net", "client", { counted: true, target: host.target });
    const [port, closed] = [portOf(echo), await freePort()];
    const guest = host.start(file, [`${port}`, `${portOf(resetting)}`, `${closed}`], port);
    const { code, stdout, stderr } = await guest.end();
    const talk = [`to 127.0.0.1:${port}, from 127.0.0.1 true`, "no delay true, keep-alive true", "hello", "end: 0"];
    const form = "Write HOST:PORT, as in 127.0.0.1:8080 or [::1]:8080";
    if (host.name.startsWith("wasmtime")) talk[1] = "no delay false, keep-alive true"; // WASI has no call for the first
    expect(stdout.trimEnd().split("\n")).toEqual([
      ...talk,
      ...talk,
      "200 of 200",
      host.name === "wasmer" ? "reset: 0" : "reset: ECONNRESET", // wasmer makes it an end like any other
      `connect '127.0.0.1:${closed}': connection refused (ECONNREFUSED). Nothing listens there: start the server, or check the port`,
      `connect '127.0.0.1:${closed}': connection refused (ECONNREFUSED). Nothing listens there: start the server, or check the port`,
      "lookup 'nowhere.invalid': name does not resolve (ENOTFOUND). Check how the name is spelled, and this machine's name servers",
      "connect 'two words': invalid argument (EINVAL). It is neither a name nor an IP address",
      `connect '127.0.0.1:65536': invalid argument (EINVAL). ${form}`,
      `connect '127.0.0.1': invalid argument (EINVAL). ${form}`,
      `connect '::1:80': invalid argument (EINVAL). ${form}`,
      "[::1]:443",
      "nothing left",
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});

test("the same calls give the same on every host that connects", async () => {
  const printed = connecting.map(async (host) => {
    const { stdout } = await host.start(await compiled("component", "sockets", { target: host.target }), [], 0).end();
    return stdout.replace(/127\.0\.0\.1:\d{4,5}/, "127.0.0.1:PORT");
  });
  for (const text of await Promise.all(printed)) expect(text).toBe(await printed[0]);
});
