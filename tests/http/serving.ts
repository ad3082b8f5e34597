// The service of the tests at an address, on a host that has sockets.

import { Agent } from "node:http";
import { expect, onTestFinished } from "vitest";
import type { Running } from "../hosts/guests.js";
import { freePort, type NetHost, type Surroundings } from "../net/hosts.js";
import { compiled } from "../setup/guests.js";
import { type Client, clientOf } from "./service.js";

export interface Service extends Client {
  guest: Running;
}

/** Starts wasi-fixtures/http/service.ts on a host, and waits until it listens. It is killed when the test ends. */
export async function serving(host: NetHost, given?: Surroundings): Promise<Service> {
  const port = await freePort();
  const file = await compiled("http", "service", { target: host.target, counted: true });
  const guest = host.start(file, [`127.0.0.1:${port}`, `${host.canConnect}`], port, given);
  await guest.printed("ready at ");
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => {
    agent.destroy();
    guest.child.kill("SIGKILL");
  });
  return { guest, ...clientOf(port, agent) };
}

/** Ends it; returns what it printed behind the line with its address. */
export async function ended({ guest, get }: Service): Promise<{ said: string[]; stderr: string }> {
  expect((await get("/stop")).text).toBe("stopping");
  const { code, stdout, stderr } = await guest.end();
  expect(code).toBe(0);
  return { said: stdout.trimEnd().split("\n").slice(1), stderr };
}
