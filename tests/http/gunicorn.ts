// gunicorn's own requests, of its source distribution on PyPI: fetched once, and evaluated by Python, since what is
// expected of them is written in it.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../setup/pollen.js";

const VERSION = "27.0.1";
const folder = join(repository, "build/gunicorn");

export interface Expected {
  method: string;
  /** As it was sent. */
  target: string;
  minor: number;
  /** Names in capitals. */
  headers: [name: string, value: string][];
  body: string;
  trailers: [name: string, value: string][];
}

export interface GunicornCase {
  /** Such as "invalid/001". */
  name: string;
  /** Each byte a character. */
  data: string;
  /** What gunicorn was configured with for it. */
  config: Record<string, string | number | boolean>;
  /** The requests of a valid one, the class of the error of an invalid one. */
  expected: Expected[] | string;
}

/** Stands in for the modules that the expectations import, and prints them all as JSON. */
const dump = `
import glob, json, os, sys, types
errors = type("errors", (types.ModuleType,), {"__getattr__": lambda self, name: name})("gunicorn.http.errors")
config = types.ModuleType("gunicorn.config")
class Config(dict):
    def set(self, name, value): self[name] = value
config.Config = Config
for name, module in {"gunicorn": types.ModuleType("gunicorn"), "gunicorn.http": types.ModuleType("gunicorn.http"),
                     "gunicorn.http.errors": errors, "gunicorn.config": config}.items(): sys.modules[name] = module

def unescape(data):
    data = data.replace(b"\\n", b"").replace(b"\\\\r\\\\n", b"\\r\\n")
    data = data.replace(b"\\\\0", b"\\0").replace(b"\\\\n", b"\\n").replace(b"\\\\t", b"\\t")
    parts = data.split(b"\\\\x")
    return (parts[0] + b"".join(bytes([int(part[:2], 16)]) + part[2:] for part in parts[1:])).decode("latin-1")

def one(case):
    return {"method": case["method"], "target": case["uri"], "minor": case["version"][1], "headers": case["headers"],
            "body": case["body"] if isinstance(case["body"], str) else case["body"].decode("latin-1"),
            "trailers": case.get("trailers", [])}

cases = []
for path in sorted(glob.glob(sys.argv[1] + "/*/*.http")):
    names = {"uri": lambda raw: raw, "cfg": Config()}
    exec(open(path[:-5] + ".py", encoding="utf-8").read(), names)
    request = names["request"]
    expected = request if isinstance(request, str) else [one(r) for r in (request if isinstance(request, list) else [request])]
    cases.append({"name": "/".join(path[:-5].split(os.sep)[-2:]), "data": unescape(open(path, "rb").read()),
                  "config": names["cfg"], "expected": expected})
print(json.dumps(cases))
`;

/** All of them, or undefined where they cannot be fetched: a failure under CI. */
export function gunicornCases(): GunicornCase[] | undefined {
  try {
    const requests = join(download(), "tests/requests");
    return JSON.parse(run("python3", ["-c", dump, requests]));
  } catch (error) {
    if (process.env.CI === "true") throw error;
    return undefined;
  }
}

/** The source distribution, unpacked. */
function download(): string {
  const unpacked = join(folder, `gunicorn-${VERSION}`);
  if (existsSync(unpacked)) return unpacked;
  mkdirSync(folder, { recursive: true });
  const options = ["--quiet", "--no-deps", "--no-binary", ":all:", "--dest", folder];
  run("python3", ["-m", "pip", "download", ...options, `gunicorn==${VERSION}`]);
  const archive = readdirSync(folder).find((name) => name.endsWith(".tar.gz")) ?? "";
  run("tar", ["-xzf", join(folder, archive), "-C", folder]);
  return unpacked;
}

function run(program: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${program} ${args[0]}: ${stderr}`);
  return stdout;
}
