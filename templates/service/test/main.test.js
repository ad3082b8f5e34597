import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

test("repeats every line in capitals", () => {
  const { status, stdout, stderr } = spawnSync("pollen", ["run", "main.ts"], { input: "one\ntwo\n", encoding: "utf8" });
  assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: "ONE\nTWO\n", stderr: "2 lines\n" });
});
