#!/usr/bin/env node
// The command line: one file a command beside this one.

import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { benchCommand } from "./bench.js";
import { buildCommand } from "./build.js";
import { failureExit, report, usageExit } from "./failure.js";
import { hostsCommand } from "./hosts.js";
import { linkCommand } from "./link.js";
import { newCommand } from "./new.js";
import { runCommand } from "./run.js";

const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
  description: string;
};

const program = new Command("pollen")
  .description(manifest.description)
  .version(manifest.version)
  .showHelpAfterError("(pollen --help lists commands and options)");
for (const command of [buildCommand(), linkCommand(), runCommand(), benchCommand(), hostsCommand(), newCommand()]) {
  program.addCommand(command.copyInheritedSettings(program));
}
for (const command of [program, ...program.commands]) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : usageExit;
  } else {
    report(error, process.stderr);
    process.exitCode = failureExit;
  }
}
