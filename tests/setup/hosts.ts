import { accessSync, constants } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The hosts that are separate programs; the JavaScript ones of this process are always here. */
export type ExternalHost =
  | "wasmtime"
  | "wasmtime46"
  | "wasmer"
  | "wazero"
  | "node24"
  | "workerd"
  | "chromium"
  | "deno"
  | "bun"
  | HttpClient;
/** Programs that ask servers. */
type HttpClient = "curl" | "wrk" | "h2load";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** Where a host may lie besides its variable and PATH. */
const besideTheRepository: Partial<Record<ExternalHost, string[]>> = {
  wasmer: [join(root, "../shared/bin/wasmer")],
  wazero: [join(process.env.GOPATH || join(homedir(), "go"), "bin/wazero")], // where `go install` puts it
};

/** The host's program: its variable ($WASMTIME, $NODE24, ...), else PATH, else beside the repository. */
export function findHost(name: ExternalHost): string | undefined {
  const named = process.env[name.toUpperCase()];
  if (named) return named;
  const onPath = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name));
  return [...onPath, ...(besideTheRepository[name] ?? [])].find(isExecutable);
}

/**
 * The program of a real host that a test needs.
 * Absent: the test is skipped on a developer's machine (`test.runIf(requireHost("wasmtime"))`), and fails under CI.
 */
export function requireHost(name: ExternalHost): string | undefined {
  const program = findHost(name);
  if (!program && process.env.CI === "true") {
    throw new Error(`host ${name} is missing: set $${name.toUpperCase()} to its program, or put it on PATH`);
  }
  return program;
}

/** The variables under which the tests, and the programs they start, find the hosts. */
export function hostEnvironment(): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const name of ["wasmtime", "wasmer", "wazero"] as const) {
    const program = findHost(name);
    if (program) environment[name.toUpperCase()] = program;
  }
  return environment;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
