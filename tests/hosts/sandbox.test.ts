import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith } from "../setup/pollen.js";
import { hostsHere, probe } from "./guests.js";

const PERM = 63;
const READ = 2;
const READ_WRITE = 0x42;
const FOLLOW = 1;
const CREATE_AND_CUT = 9;

/** A preopened directory beside a file that nobody may reach, with links that try. */
function tempting() {
  const folder = folderWith({ "secret.txt": "secret" });
  const inside = join(folder, "inside");
  mkdirSync(join(inside, "sub"), { recursive: true });
  writeFileSync(join(inside, "own.txt"), "own");
  symlinkSync("../secret.txt", join(inside, "relative"));
  symlinkSync(join(folder, "secret.txt"), join(inside, "absolute"));
  symlinkSync("..", join(inside, "parent"));
  symlinkSync("parent", join(inside, "indirect"));
  symlinkSync("sub/../../secret.txt", join(inside, "winding"));
  symlinkSync("../../secret.txt", join(inside, "sub/deep"));
  return { folder, inside, preopens: [{ host: inside, guest: "/data" }] };
}

const outside = [
  ...["..", "../secret.txt", "./../secret.txt", "sub/../../secret.txt", "sub/../sub/../../inside/own.txt"],
  ...["/etc/passwd", "/", "//etc/passwd", "relative", "absolute", "parent/secret.txt", "indirect/secret.txt"],
  ...["winding", "sub/deep", "parent/.", "indirect", "parent/inside/own.txt"],
];

/** Each call with a path that leads outside: none may do anything. */
function attempts(path: string): string[] {
  return [
    `path_open 3 ${FOLLOW} '${path}' 0 ${READ} 0 0 *4`,
    `path_open 3 ${FOLLOW} '${path}' ${CREATE_AND_CUT} ${READ_WRITE} 0 0 *4`,
    `path_filestat_get 3 ${FOLLOW} '${path}' ~64`,
    `path_filestat_set_times 3 ${FOLLOW} '${path}' 1 1 5`,
  ];
}

// Wasmer's own sandbox answers with other numbers; it is not ours to test.
describe.each(hostsHere().filter((host) => host !== "wasmer"))("on %s", (host) => {
  test("no path leads out of a preopened directory", async () => {
    const { folder, preopens } = tempting();
    const calls = outside.flatMap(attempts);
    const lines = await probe(host, calls, { preopens });
    expect(lines.map((line, i) => `${calls[i]} => ${line.split(" ")[1]}`)).toEqual(
      calls.map((call) => `${call} => ${PERM}`),
    );
    expect(readFileSync(join(folder, "secret.txt"), "utf8")).toBe("secret");
  });

  test("nothing outside can be made, removed, moved or linked", async () => {
    const { folder, preopens } = tempting();
    const lines = await probe(
      host,
      [
        "path_create_directory 3 '../made'",
        "path_create_directory 3 'parent/made'",
        "path_unlink_file 3 '../secret.txt'",
        "path_unlink_file 3 'parent/secret.txt'",
        "path_remove_directory 3 '../inside'",
        "path_rename 3 '../secret.txt' 3 'taken'",
        "path_rename 3 'own.txt' 3 '../given'",
        "path_rename 3 'own.txt' 3 'parent/given'",
        "path_link 3 0 '../secret.txt' 3 'taken'",
        "path_link 3 0 'parent/secret.txt' 3 'taken'",
        "path_link 3 0 'own.txt' 3 '../given'",
        "path_symlink 'own.txt' 3 '../made'",
        "path_symlink 'own.txt' 3 'parent/made'",
        "path_symlink '/etc/passwd' 3 'made'",
        "path_readlink 3 'absolute' *8 8 *4",
        "path_readlink 3 '../inside/relative' *8 8 *4",
      ],
      { preopens },
    );
    expect(lines.map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual(
      lines.map((line) => `${line.split(" ")[0]} ${PERM}`),
    );
    expect(readdirSync(folder).sort()).toEqual(["inside", "secret.txt"]);
    expect(existsSync(join(folder, "inside/own.txt"))).toBe(true);
  });

  test("a directory that the guest opened is a sandbox of its own", async () => {
    const { preopens } = tempting();
    const lines = await probe(
      host,
      [
        `path_open 3 ${FOLLOW} 'sub' 2 ${READ} 0 0 *4`,
        `path_open 4 ${FOLLOW} '../own.txt' 0 ${READ} 0 0 *4`,
        `path_open 4 ${FOLLOW} 'deep' 0 ${READ} 0 0 *4`,
        `path_open 3 ${FOLLOW} 'sub/../own.txt' 0 ${READ} 0 0 *4`,
      ],
      { preopens },
    );
    expect(lines.map((line) => line.split(" ")[1])).toEqual(["0", `${PERM}`, `${PERM}`, "0"]);
  });

  test("a link that the guest makes leads nowhere else", async () => {
    const { preopens } = tempting();
    const lines = await probe(
      host,
      [
        "path_symlink '../secret.txt' 3 'own-link'",
        `path_open 3 ${FOLLOW} 'own-link' 0 ${READ} 0 0 *4`,
        "path_symlink 'relative' 3 'to-link'",
        `path_open 3 ${FOLLOW} 'to-link' 0 ${READ} 0 0 *4`,
        "path_link 3 0 'relative' 3 'hard'",
        `path_open 3 ${FOLLOW} 'hard' 0 ${READ} 0 0 *4`,
      ],
      { preopens },
    );
    expect(lines.map((line) => line.split(" ")[1])).toEqual(["0", `${PERM}`, "0", `${PERM}`, "0", `${PERM}`]);
  });

  test("without a preopened directory there are no files", async () => {
    const lines = await probe(host, ["fd_prestat_get 3 *8", `path_open 3 ${FOLLOW} 'etc/passwd' 0 ${READ} 0 0 *4`]);
    expect(lines).toEqual(["fd_prestat_get 8 0000000000000000", "path_open 8 00000000"]);
  });
});
