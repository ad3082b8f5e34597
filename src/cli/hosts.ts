import { Command } from "commander";
import { type HostInfo, hosts } from "../hosts/index.js";
import { colorsFor } from "./colors.js";
import { type OptionValues, option } from "./options.js";

/** `pollen hosts`: which hosts are here, what each can do, how to get the others. */
export function hostsCommand(): Command {
  return new Command("hosts")
    .description("list the hosts that can run a module here")
    .addOption(option("json"))
    .action(async (options: Pick<OptionValues, "json">) => {
      const found = await Promise.all(hosts().map((host) => host.describe()));
      process.stdout.write(options.json ? `${JSON.stringify(found, undefined, 2)}\n` : asTable(found));
    });
}

function asTable(found: HostInfo[]): string {
  const colors = colorsFor(process.stdout);
  const width = Math.max(...found.map((host) => host.name.length));
  const versionWidth = Math.max(...found.map((host) => versionOf(host).length));
  return found
    .map((host) => {
      const row = `${host.name.padEnd(width)}  ${versionOf(host).padEnd(versionWidth)}  ${host.capabilities.join(", ")}`;
      if (host.available) return `${colors.green("✓")} ${row}\n`;
      const indent = " ".repeat(width + 4);
      const reason = host.reason ? `${indent}${host.reason}\n` : "";
      const install = host.install ? `${indent}install: ${host.install}\n` : "";
      return `${colors.red("✗")} ${row}\n${reason}${install}`;
    })
    .join("");
}

function versionOf(host: HostInfo): string {
  return host.available ? (host.version ?? "") : "missing";
}
