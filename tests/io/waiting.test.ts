import { describe, expect, test } from "vitest";
import { hostsHere, start } from "../hosts/guests.js";
import { folderWith } from "../setup/pollen.js";
import { guest } from "./guests.js";

describe.each(hostsHere())("on %s", (host) => {
  test("ten thousand wait for one input, and one that cannot be waited for fails alone", async () => {
    const running = start(host, await guest("many"), {}, "pipe");
    await running.printed("woken 0");
    running.child.stdin?.end("hello\n");
    const { code, stdout, stderr } = await running.end();
    expect(stdout).toBe(
      "rejected: IOError: read 'nowhere': bad file descriptor (EBADF)\nwoken 0\nwoken 10000\nread 6\n",
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("a task that never has to wait holds up no timer", async () => {
    const preopens = [{ host: folderWith({}), guest: "/data" }];
    const { stdout } = await start(host, await guest("fairness"), { preopens }).end();
    expect(stdout).toBe("20 in time\n");
  });

  test("operations are done in their order, and cancelled by closing", async () => {
    const running = start(host, await guest("order"), {}, "pipe");
    running.child.stdin?.write("abcd");
    await running.printed("second");
    running.child.stdin?.write("xyz");
    const { stdout } = await running.end();
    const numbers = Array.from({ length: 100 }, (_, i) => `${i} `).join("");
    expect(stdout).toBe(
      `first: ab\nsecond: cd\nthird: xyz\n${numbers}\n` +
        "fourth: IOError: read 'stdin': canceled (ECANCELED)\n" +
        "fifth: IOError: read 'stdin': bad file descriptor (EBADF)\n",
    );
  });
});
