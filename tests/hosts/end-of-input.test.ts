import { openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith } from "../setup/pollen.js";
import { fixture, hostsHere, start, startShell } from "./guests.js";

const calls = ["poll_oneoff sub:read:0 *32 1 *4", "fd_read 0 iov:8 *4", "fd_read 0 iov:8 *4"];
const ended = "poll_oneoff 0 [1000 error 0 type 1 flags 0] 01000000\nfd_read 0 '' 00000000\nfd_read 0 '' 00000000\n";

// Wasmer says HANGUP there; the JavaScript hosts do as wasmtime does.
describe.each(hostsHere().filter((host) => host !== "wasmer"))("on %s", (host) => {
  test("the end of a pipe is readable and then gives no bytes, again and again", async () => {
    const guest = startShell("true | $GUEST", host, await fixture("probe"), { args: calls });
    expect((await guest.end()).stdout).toBe(ended);
  });

  test("/dev/null is at its end at once", async () => {
    const guest = start(host, await fixture("probe"), { args: calls });
    expect((await guest.end()).stdout).toBe(ended);
  });

  test("a closed standard input is at its end at once", async () => {
    const guest = startShell("$GUEST <&-", host, await fixture("probe"), { args: calls });
    expect((await guest.end()).stdout).toBe(ended);
  });

  test("bytes before the end are all read", async () => {
    const guest = startShell("printf abc | $GUEST", host, await fixture("probe"), { args: calls });
    expect((await guest.end()).stdout).toBe(ended.replace("'' 00000000", "'abc' 03000000"));
  });

  test("a file is read from where it stands, and only as far as was asked", async () => {
    const folder = folderWith({ input: "line one\nline two\n" });
    const script = `(head -c 5 >/dev/null; $GUEST; echo; cat) < ${join(folder, "input")}`;
    const guest = startShell(script, host, await fixture("probe"), { args: ["fd_read 0 iov:4 *4"] });
    const { stdout } = await guest.end();
    expect(stdout.startsWith("fd_read 0 ")).toBe(true);
    if (host !== "wasmtime") expect(stdout).toBe("fd_read 0 'one\\n' 04000000\n\nline two\n"); // wasmtime reads ahead
  });

  test("a file passes through whole", async () => {
    const folder = folderWith({});
    const text = "0123456789abcdef".repeat(20_000);
    writeFileSync(join(folder, "input"), text);
    const input = openSync(join(folder, "input"), "r");
    const guest = start(host, await fixture("copy"), { args: ["poll"] }, input);
    expect((await guest.end()).stdout).toBe(text);
  });
});
