import { describe, expect, test } from "vitest";
import { hostsHere, start } from "../hosts/guests.js";
import { guest } from "./guests.js";

/** The lines that the guest finds. */
async function linesOf(host: Parameters<typeof start>[0], input: string | Buffer, ...args: string[]): Promise<string> {
  const running = start(host, await guest("lines"), { args }, "pipe");
  running.child.stdin?.end(input);
  const { code, stdout, stderr } = await running.end();
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

describe.each(hostsHere())("on %s", (host) => {
  test("a line ends with \\n or \\r\\n, the last one with the input", async () => {
    expect(await linesOf(host, "a\r\nbb\n\n\rc\nlast")).toBe("[a]\n[bb]\n[]\n[\rc]\n[last]\n");
    expect(await linesOf(host, "a\n")).toBe("[a]\n");
    expect(await linesOf(host, "")).toBe("");
  });

  test("lines are longer than the buffer, and end anywhere in it", async () => {
    const lines = Array.from({ length: 200 }, (_, i) => "x".repeat(i));
    expect(await linesOf(host, lines.join("\r\n"), "16")).toBe(lines.map((line) => `[${line}]\n`).join(""));
  });
});

test("what is not UTF-8 is replaced", async () => {
  const input = Buffer.from([0x61, 0xff, 0x62, 0x0a, 0xe2, 0x82, 0x0a, 0xf0, 0x9f, 0x98, 0x80]);
  expect(await linesOf("node", input)).toBe("[a\ufffdb]\n[\ufffd]\n[😀]\n");
});

test("a line that is too long is reported once, and the next one is read", async () => {
  const tooLong = "LineTooLongError: read 'stdin': a line is longer than 10 bytes (POLLEN_E_LINE_TOO_LONG)\n";
  const input = `short\n${"x".repeat(11)}\nten bytes.\n${"y".repeat(1000)}\n${"z".repeat(100)}`;
  expect(await linesOf("node", input, "16", "10")).toBe(`[short]\n${tooLong}[ten bytes.]\n${tooLong}${tooLong}`);
});

test("a line of 100 MB is an error and no trap", async () => {
  const input = Buffer.alloc(100_000_000, "x");
  input.write("\nnext\n", input.length - 6);
  const tooLong = "LineTooLongError: read 'stdin': a line is longer than 16777216 bytes (POLLEN_E_LINE_TOO_LONG)\n";
  expect(await linesOf("node", input)).toBe(`${tooLong}[next]\n`);
});

test("a line of 100 MB is a line where the limit allows it", async () => {
  const input = Buffer.alloc(100_000_000, "x");
  expect(await linesOf("node", input, "65536", "200000000")).toBe("100000000\n");
});

test.each(["incremental", "minimal", "stub"] as const)("with a collection at each suspension: %s", async (runtime) => {
  const lines = Array.from({ length: 50 }, (_, i) => "line ".repeat(i));
  const running = start("node", await guest("lines", { runtime, collect: true }), { args: ["64"] }, "pipe");
  running.child.stdin?.end(lines.join("\n"));
  expect((await running.end()).stdout).toBe(lines.map((line) => `[${line}]\n`).join(""));
});
