import { expect, test } from "vitest";
import { sources } from "../setup/sources.js";

test("every error code is in docs/errors.md with cause and remedy, and none that is gone", () => {
  const raised = sources(/^(src|assembly)\/.*\.ts$/).flatMap(({ text }) => text.match(/\bPOLLEN_E_\w+/g) ?? []);
  const [docs] = sources(/^docs\/errors\.md$/);
  const listed = [...(docs?.text.matchAll(/^\| `(POLLEN_E_\w+)` \| .+ \| .+ \|$/gm) ?? [])].map(([, code]) => code);
  expect([...listed].sort()).toEqual([...new Set(raised)].sort());
});
