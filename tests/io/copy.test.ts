import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { hostsHere, start, startShell } from "../hosts/guests.js";
import { pollen } from "../setup/pollen.js";
import { guest } from "./guests.js";

/** What a host answers to a write that nobody reads: wasmtime does not tell why. */
const brokenPipe = (host: string) =>
  host === "wasmtime"
    ? "IOError: write 'stdout': input/output error (EIO)\n"
    : "IOError: write 'stdout': broken pipe (EPIPE)\n";

const withoutTicks = (stderr: string) => stderr.replace(/ticks \d+\n$/, "");

describe.each(hostsHere())("on %s", (host) => {
  test("every byte arrives", async () => {
    const input = randomBytes(3_000_001);
    const running = start(host, await guest("copy"), {}, "pipe");
    running.child.stdin?.end(input);
    const { code, stderr } = await running.end();
    expect(withoutTicks(stderr)).toBe("copied 3000001\n");
    expect({ code, same: running.stdout.equals(input) }).toEqual({ code: 0, same: true });
  });

  test("timers go on while the input is idle", async () => {
    const running = start(host, await guest("copy"), {}, "pipe");
    running.child.stdin?.write("first");
    await running.printed("first");
    await new Promise((resolve) => setTimeout(resolve, 1000));
    running.child.stdin?.end("second");
    const { stdout, stderr } = await running.end();
    expect(stdout).toBe("firstsecond");
    expect(Number(/ticks (\d+)/.exec(stderr)?.[1])).toBeGreaterThan(10); // of 50
  });

  test("a slow reader slows it down and loses nothing", async () => {
    const running = startShell("head -c 400000 /dev/zero | $GUEST | (sleep 0.5; wc -c)", host, await guest("copy"));
    const { stdout, stderr } = await running.end();
    expect(stdout.trim()).toBe("400000");
    expect(withoutTicks(stderr)).toBe("copied 400000\n");
  });

  test("a reader that goes away is an error", async () => {
    const script = "head -c 4000000 /dev/zero | { $GUEST; echo code $? >&2; } | head -c 10 >/dev/null";
    const { stderr } = await startShell(script, host, await guest("copy")).end();
    expect(stderr.replace(/ticks \d+\n/, "")).toBe(`${brokenPipe(host)}code 1\n`);
  });

  test("closed standard input is empty", async () => {
    const { stdout, stderr } = await startShell("$GUEST <&-", host, await guest("copy")).end();
    expect({ stdout, stderr: withoutTicks(stderr) }).toEqual({ stdout: "", stderr: "copied 0\n" });
  });
});

test("a host that reads for the program goes on with that before what was read is written", async () => {
  const { stdout, stderr } = pollen(["run", "--strace", await guest("pieces")], { input: "0123456789ab" });
  expect(stdout).toBe("0123456789ab");
  const calls = stderr.split("\n").filter((call) => /^(fd_read|poll_oneoff\(.*fd_read|fd_write)/.test(call));
  const behindRead = calls.filter((_, i) => calls[i - 1]?.endsWith('= 4 "89ab"'));
  expect(behindRead).toEqual([expect.stringMatching(/^poll_oneoff\(clock monotonic 1s, fd_read 0, fd_write 1\)/)]);
});

test("a full disk is an error", async () => {
  const { stderr, code } = await startShell("echo x | $GUEST > /dev/full", "node", await guest("copy")).end();
  expect(withoutTicks(stderr)).toBe("IOError: write 'stdout': no space left on the device (ENOSPC)\n");
  expect(code).toBe(1);
});
