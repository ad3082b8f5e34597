import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

test("repeats every line in capitals", () => {
  const run = spawnSync("pollen", ["run", "main.ts"], { input: "one\ntwo\n", encoding: "utf8" });
  assert.equal(run.stdout, "ONE\nTWO\n");
  assert.equal(run.stderr, "2 lines\n");
  assert.equal(run.status, 0);
});
