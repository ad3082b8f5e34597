import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { hostsHere, start } from "../hosts/guests.js";
import { folderWith } from "../setup/pollen.js";
import { guest } from "./guests.js";

const trace = `-- write, read
héllo
world\r
last
18
19 true true
-- positions
14 last!
3
[hEEllo]
[world]
[last!]
4
IOError: read '/data/a.txt': bad file descriptor (EBADF)
IOError: write '/data/a.txt': bad file descriptor (EBADF)
-- directories
c true
IOError: remove '/data/sub': directory not empty (ENOTEMPTY)
-- refused
IOError: open '/data/missing': no such file or directory (ENOENT)
IOError: open '/data/a.txt': file exists (EEXIST)
TypeError: open '/data/a.txt': unknown mode 'rw'
IOError: mkdir '/data/a.txt': file exists (EEXIST)
IOError: remove '/data/missing': no such file or directory (ENOENT)
`;

describe.each(hostsHere())("on %s", (host) => {
  test("files and directories", async () => {
    const folder = folderWith({});
    const preopens = [{ host: folder, guest: "/data" }];
    const { code, stdout, stderr } = await start(host, await guest("files"), { preopens }).end();
    expect(stdout).toBe(trace);
    expect({ code, stderr, left: readdirSync(folder) }).toEqual({ code: 0, stderr: "", left: [] });
  });
});

test.each(["incremental", "minimal"] as const)("with a collection at each suspension: %s", async (runtime) => {
  const preopens = [{ host: folderWith({}), guest: "/data" }];
  const { stdout } = await start("node", await guest("files", { runtime, collect: true }), { preopens }).end();
  expect(stdout).toBe(trace);
});
