// In a page.

import { load } from "as-pollen/browser";
import { outcomes, suspended } from "./scenario.js";

export function result(scenario: string): Promise<unknown> {
  if (scenario === "suspended") return suspended((options) => load("/service.wasm", options));
  return outcomes((options) => load("/service.wasm", options), scenario === "suspend");
}
