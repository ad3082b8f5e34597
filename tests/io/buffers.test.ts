import { describe, expect, test } from "vitest";
import { hostsHere, start } from "../hosts/guests.js";
import { folderWith } from "../setup/pollen.js";
import { guest } from "./guests.js";

const trace = `-- reader
try: nothing buffered
16 filled, 16 buffered
key
value
rest
1 l
true ine one
true line two
last part of i
t
0 false
null
IOError: read '/data/in': bad file descriptor (EBADF)
-- writer
12 buffered, 0 written
try: false
10 buffered, 12 written
0 buffered, 52 written
0 buffered, 158 written
try: false
twelve bytes, and five and more than it has room for!${[14, 15, 16, 17, 18, 19].map((length) => `${"0".repeat(length)}\n`).join("")}111111111
22222222222222222

-- large
300000
xy
`;

describe.each(hostsHere())("on %s", (host) => {
  test("a buffered reader and writer", async () => {
    const preopens = [{ host: folderWith({}), guest: "/data" }];
    const { code, stdout, stderr } = await start(host, await guest("buffers"), { preopens }).end();
    expect(stdout).toBe(trace);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});
