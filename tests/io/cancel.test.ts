import { describe, expect, test } from "vitest";
import { hostsHere, start } from "../hosts/guests.js";
import { guest } from "./guests.js";

describe.each(hostsHere())("on %s", (host) => {
  test("reads that are cancelled take nothing with them", async () => {
    const running = start(host, await guest("cancel", { counted: true }), {}, "pipe");
    await running.printed("write\n");
    running.child.stdin?.write("abcd");
    await running.printed("and now\n");
    running.child.stdin?.end("the rest");
    const { code, stdout, stderr } = await running.end();
    expect(stdout.split("\n").slice(0, -1)).toEqual([
      "in time: false",
      "true",
      "not needed",
      "write",
      "first: ab",
      "third: cd",
      "and now",
      "last: the rest",
      "nothing left",
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});
