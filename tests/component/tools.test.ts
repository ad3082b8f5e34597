// Without the package that has the tools for components.

import { expect, test, vi } from "vitest";
import { componentOf } from "../../src/compiler/component.js";

vi.mock("@bytecodealliance/jco-transpile/wasm-tools", () => {
  throw new Error("Cannot find package");
});

test("the error says what to install", async () => {
  await expect(componentOf(new Uint8Array(), { folder: "wasip2", name: "command" })).rejects.toMatchObject({
    code: "POLLEN_E_COMPONENT_TOOLS",
    remedy: "Run npm install --save-dev @bytecodealliance/jco-transpile@0.12.",
  });
});
