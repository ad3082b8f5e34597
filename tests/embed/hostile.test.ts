// A module that does not keep its promises: each is an error with a code, and none reads what lies elsewhere.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { load } from "../../src/hosts/node/load.js";
import { compiled } from "../setup/guests.js";
import { loadService } from "./service.js";

const code = (call: () => unknown): unknown => {
  try {
    return ["no error", call()];
  } catch (error) {
    return (error as { code?: string }).code ?? error;
  }
};

test("addresses where there is no such object", async () => {
  const { exports, memory } = await loadService();
  const end = memory.buffer.byteLength;
  for (const address of [0, 1, 4, 19, 20, 4096, end - 8, end - 1, end, end + 1, 2 ** 31, 2 ** 32 - 16, 2 ** 32 - 1]) {
    expect(
      code(() => exports.forged_string?.(address)),
      `${address}`,
    ).toBe("POLLEN_E_VALUE");
    expect(
      code(() => exports.forged_node?.(address)),
      `${address}`,
    ).toBe("POLLEN_E_VALUE");
  }
  const node = exports.address_of?.({ name: "n", next: null, tags: [], at: { x: 0, y: 0 } }) as number;
  expect(code(() => exports.forged_string?.(node))).toBe("POLLEN_E_VALUE");
});

test("lengths that go beyond the object or the memory", async () => {
  const { exports } = await loadService();
  expect(code(() => exports.too_long?.())).toBe("POLLEN_E_VALUE");
  expect(code(() => exports.elsewhere?.())).toBe("POLLEN_E_VALUE");
  expect(code(() => exports.without_size?.("a"))).toBe("POLLEN_E_VALUE");
});

test("arguments for functions of the host", async () => {
  const service = await loadService();
  expect(code(() => service.exports.calls_with?.(4))).toBe("POLLEN_E_TRAP");
  expect(service.lines).toEqual([]);
  expect(service.isAlive).toBe(false);
});

test("descriptions that are damaged, missing, or of another version", async () => {
  const bytes = readFileSync(await compiled("embed", "service", { target: "hosted", optimize: "-O0" }));
  const changed = (from: string, to: string) =>
    new Uint8Array(Buffer.from(bytes.toString("latin1").replace(from, to), "latin1"));
  const refused = async (module: Uint8Array<ArrayBuffer>) =>
    load(module).catch((error) => `${error.code}: ${error.message}`);
  const cannot = "POLLEN_E_INTERFACE: cannot embed the module: ";
  expect(await refused(changed('{"version":1', '{"version":9'))).toBe(
    `${cannot}its interface has version 9, and this package knows 1`,
  );
  expect(await refused(changed('"exports":{', '"exportz":{'))).toBe(
    `${cannot}the description of its interface is not whole`,
  );
  expect(await refused(changed('{"version"', '["version"'))).toMatch(cannot);
  expect(await refused(changed("set_time", "set_tine"))).toBe(`${cannot}it was not built for the target hosted`);
  const another = Buffer.concat([Buffer.from([0, 19, 16]), Buffer.from("pollen.interface{}")]);
  expect(await refused(new Uint8Array(Buffer.concat([bytes, another])))).toBe(
    `${cannot}it describes its interface twice`,
  );
});

test("imports that are missing, or have types that do not cross", async () => {
  const file = await compiled("embed", "service", { target: "hosted", optimize: "-O0" });
  await expect(load(file)).rejects.toThrow(/imports the function host\.log, which `imports` does not have$/);
  await expect(load(file, { imports: { host: { log: 1 as never } } })).rejects.toMatchObject({
    code: "POLLEN_E_IMPORT",
  });
});
