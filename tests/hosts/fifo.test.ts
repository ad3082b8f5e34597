// A FIFO in a guest's folder. Opening one side waits, on wasmtime, until another program opens the other: on our host it
// does not, for a guest could stop its host with it. What can be opened answers as on wasmtime: files are read and written
// at a position, which a FIFO has not (ESPIPE).

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { requireHost } from "../setup/hosts.js";
import { folderWith } from "../setup/pollen.js";
import { probe } from "./guests.js";

function folderWithFifo() {
  const host = folderWith({});
  execFileSync("mkfifo", [join(host, "fifo")]);
  return { preopens: [{ host, guest: "/data" }] };
}

test("opening one side of a FIFO does not wait for the other", async () => {
  const calls = ["path_open 3 1 'fifo' 0 2 0 0 *4", "fd_read 4 iov:1 *4", "path_open 3 1 'fifo' 0 0x40 0 0 *4"];
  expect(await probe("node", calls, folderWithFifo())).toEqual([
    "path_open 0 04000000",
    "fd_read 70 '' 00000000",
    "path_open 0 05000000", // without a reader it would be ENXIO
  ]);
  expect(await probe("node", calls.slice(2), folderWithFifo())).toEqual(["path_open 60 00000000"]);
});

test.runIf(requireHost("wasmtime"))("a FIFO that is open answers as on wasmtime", async () => {
  const calls = [
    ...["path_open 3 1 'fifo' 0 0x42 0 0 *4", "fd_fdstat_get 4 *24", "fd_read 4 iov:1 *4", "fd_write 4 out:'x' *4"],
    ...[
      "fd_fdstat_set_flags 4 1",
      "fd_write 4 out:'x' *4",
      "fd_seek 4 0 0 *8",
      "path_unlink_file 3 'fifo'",
      "fd_close 4",
    ],
  ];
  const options = folderWithFifo();
  const ours = await probe("node", calls, options);
  expect(ours).toEqual(await probe("wasmtime", calls, folderWithFifo()));
  expect(ours[2]).toBe("fd_read 70 '' 00000000");
});
