// Addresses that a guest may listen at, and sockets that listen there.

import { type AddressInfo, createServer, type Server } from "node:net";
import { HostError, type ListenAddress } from "../host.js";

/** `HOST:PORT`, `[IPV6]:PORT`, or a port alone, at 127.0.0.1. */
function parseAddress(text: string): ListenAddress {
  const parts = /^(?:(?:\[([^\]]+)\]|([^:[\]]+)):)?(\d{1,5})$/.exec(text);
  const port = Number(parts?.[3] ?? Number.NaN);
  if (parts === null || port > 65535) {
    const remedy = "Write it as HOST:PORT, as in 127.0.0.1:8080; port 0 takes one that is free.";
    throw new HostError("POLLEN_E_LISTEN", `${JSON.stringify(text)} is not an address to listen at`, remedy);
  }
  return { host: parts[1] ?? parts[2] ?? "127.0.0.1", port };
}

/** Fails with a `HostError` when one of the addresses cannot be had; then none is. */
export async function listenAt(addresses: readonly string[], maxConnections: number): Promise<Server[]> {
  const servers: Server[] = [];
  try {
    for (const address of addresses) servers.push(await listen(address, maxConnections));
    return servers;
  } catch (error) {
    for (const server of servers) server.close();
    throw error;
  }
}

function listen(text: string, maxConnections: number): Promise<Server> {
  const address = parseAddress(text);
  // Nothing is read before the guest accepts: what arrives waits in the system.
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
  server.maxConnections = maxConnections;
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const remedy = "Take another port (0 takes one that is free), or an address of this machine.";
      reject(new HostError("POLLEN_E_LISTEN", `cannot listen at ${text}: ${error.message}`, remedy));
    });
    server.listen(address, () => resolve(server));
  });
}

export function addressOf(server: Server): ListenAddress {
  const { address, port } = server.address() as AddressInfo;
  return { host: address, port };
}
