// What docs/hosted.md shows runs as it stands there.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { build } from "../../src/compiler/build.js";
import { folderWith, repository } from "../setup/pollen.js";

const page = readFileSync(join(repository, "docs/hosted.md"), "utf8");
const [, section = ""] = page.split("## Three patterns");
const block = (language: string) => new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "s").exec(section)?.[1] ?? "";

test("the three patterns", async () => {
  const entry = join(folderWith({ "main.ts": block("ts"), "package.json": "{}" }), "main.ts");
  const { wasm } = await build({ entry, target: "hosted", optimize: "-O1" });
  const source = `data:text/javascript,${encodeURIComponent(block("js"))}`;
  const { patterns } = await import(/* @vite-ignore */ source);
  let now = 0;
  let answer: (price: number) => void = () => {};
  const asked: number[] = [];
  const prices = (item: number) => {
    asked.push(item);
    return new Promise<number>((resolve) => {
      answer = resolve;
    });
  };
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
      if (now >= 20) answer(1.5);
    },
  };
  const { guest, value } = await patterns(wasm, prices, clock);
  expect({ asked, value }).toEqual({ asked: [7], value: 4.5 });
  const header = guest.take_output();
  const view = new DataView(guest.memory.buffer);
  const record = view.getUint32(header, true);
  const text = new TextDecoder().decode(new Uint8Array(view.buffer, record + 8, view.getUint32(record + 4, true)));
  expect(text).toBe("audited 1\nasked for 7\n");
});
