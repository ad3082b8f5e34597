import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { fixture, javaScriptHosts, startShell } from "./guests.js";

const hosts = javaScriptHosts();
const EPIPE = 64;

test.each(hosts)("a broken output pipe is EPIPE for the guest on %s", async (host) => {
  const script = "yes | ($GUEST; echo $? >&2) | head -c 1 >/dev/null";
  const { stderr } = await startShell(script, host, await fixture("copy")).end();
  expect(Number(stderr)).toBe(EPIPE);
});

test.each(hosts)("a slow reader of a non-blocking pipe gets every byte on %s", async (host) => {
  const bytes = 3_000_000;
  const input = `head -c ${bytes} /dev/zero | tr '\\0' x`;
  const script = `${input} | $GUEST | (sleep 0.3; sha256sum)`; // the pipe is full meanwhile
  const { stdout, stderr } = await startShell(script, host, await fixture("copy"), { nonBlockingOutput: true }).end();
  expect(stderr).toBe("");
  expect(stdout.split(" ")[0]).toBe(createHash("sha256").update("x".repeat(bytes)).digest("hex"));
});

test.each(hosts)("output appears as it is written, on both streams, on %s", async (host) => {
  const args = ["fd_write 2 out:'to stderr' *4", "fd_write 1 out:'to stdout ' *4", "fd_write 1 out:'' *4"];
  const { stdout, stderr } = await startShell("$GUEST", host, await fixture("probe"), { args }).end();
  expect(stderr).toBe("to stderr");
  expect(stdout).toBe("fd_write 0 09000000\nto stdout fd_write 0 0a000000\nfd_write 0 00000000\n");
});
