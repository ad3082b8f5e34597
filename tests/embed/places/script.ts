// In a process of Node, Deno or Bun: the arguments are the module's file, and the scenario.

import { load } from "as-pollen/node";
import { outcomes, suspended } from "./scenario.js";

const [, , file = "", scenario = "outcomes"] = process.argv;
const result = await (scenario === "suspended"
  ? suspended((options) => load(file, options))
  : outcomes((options) => load(file, options), scenario === "suspend"));
process.stdout.write(JSON.stringify(result));
