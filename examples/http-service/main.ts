// A to-do list for browsers and programs: a server of its own, or a handler for hosts that speak HTTP themselves.
import { serve } from "as-pollen/http";
import { Api } from "./api";
import { Metrics } from "./metrics";
import { Store } from "./store";

/** How long requests may take to end once the service was stopped, in milliseconds. */
const SHUTDOWN: f64 = 5000;

const stop = new AbortController();
const store = new Store(variable("DATA"));

export const handler = new Metrics(new Api(store, stop, variable("ADMIN_TOKEN")), store);

export async function main(): Promise<void> {
  await store.load(); // a file that cannot be read is an error now, and not of the first request
  await serve(handler, variable("ADDRESS", "127.0.0.1:8080"), {
    signal: stop.signal,
    shutdownTimeout: SHUTDOWN,
    onShutdown: () => { store.changes.close(); },
    limits: { body: 16 * 1024 },
    onListen: (address: string) => { if (address.length) console.error(`http://${address}/`); },
  });
  console.error("stopped");
}

function variable(name: string, otherwise: string = ""): string {
  return process.env.has(name) ? process.env.get(name) : otherwise;
}
