import { createHash, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith } from "../setup/pollen.js";
import { fixture, javaScriptHosts, startShell } from "./guests.js";

const MEGABYTES = 100;

test.each(javaScriptHosts())("100 MB pass through pipes unharmed on %s", async (host) => {
  const folder = folderWith({});
  const block = randomBytes(1 << 20);
  const hash = createHash("sha256");
  for (let i = 0; i < MEGABYTES; i++) hash.update(block);
  writeFileSync(join(folder, "block"), block);
  const blocks = `for i in $(seq ${MEGABYTES}); do cat ${join(folder, "block")}; done`;
  for (const args of [[], ["poll"]]) {
    const guest = startShell(`(${blocks}) | $GUEST | sha256sum`, host, await fixture("copy"), { args });
    const { stdout, stderr } = await guest.end();
    expect(stderr).toBe("");
    expect(stdout.split(" ")[0]).toBe(hash.copy().digest("hex"));
  }
});
