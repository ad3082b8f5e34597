// Zig's compiler, which also compiles C: $ZIG, else on PATH, else of PyPI's `ziglang`.

import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";

function find(): string[] | undefined {
  const candidates = [...(process.env.ZIG ? [[process.env.ZIG]] : []), ["zig"], ["python3", "-m", "ziglang"]];
  return candidates.find(([program = "", ...args]) => spawnSync(program, [...args, "version"]).status === 0);
}

/** Absent: its tests are skipped on a developer's machine, and fail under CI. */
export const zig = find();
if (!zig && process.env.CI === "true")
  throw new Error("zig is missing: pip install ziglang, or set $ZIG to its program");

/** Runs the compiler. */
export async function runZig(...args: string[]): Promise<void> {
  const [program, ...before] = zig as [string, ...string[]];
  await promisify(execFile)(program, [...before, ...args]);
}
