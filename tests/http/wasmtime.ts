// Programs of the world `http` under `wasmtime serve`.

import { onTestFinished } from "vitest";
import type { Target } from "../../src/compiler/targets.js";
import { type Running, spawned } from "../hosts/guests.js";
import { compiled, type Variant } from "../setup/guests.js";
import { requireHost } from "../setup/hosts.js";

export const wasmtime = requireHost("wasmtime");

/** The targets that have the world. */
export const httpTargets: readonly Target[] = ["wasip2", "wasip3"];

/** Serves a program of wasi-fixtures/http on a port of the system's choice, until the test ends. */
export async function served(
  name: string,
  target: Target,
  { flags = [], variant = {} }: { flags?: string[]; variant?: Variant } = {},
): Promise<{ guest: Running; port: number }> {
  const file = await compiled("http", name, { ...variant, target, world: "http" });
  const guest = spawned(wasmtime as string, ["serve", "--addr", "127.0.0.1:0", "--no-logging-prefix", ...flags, file]);
  onTestFinished(() => void guest.child.kill("SIGKILL"));
  const port = Number(await guest.matched(/Serving HTTP on http:\/\/127\.0\.0\.1:(\d+)\//));
  return { guest, port };
}
