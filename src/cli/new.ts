import { cp, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { CliError } from "./failure.js";
import { type OptionValues, option } from "./options.js";

const templates = fileURLToPath(new URL("../../templates/", import.meta.url));
const manifestUrl = new URL("../../package.json", import.meta.url);

/** `pollen new`: a project that builds, runs and passes its own test. */
export function newCommand(): Command {
  return new Command("new")
    .description("start a project that builds, runs and passes its own test")
    .argument("<name>", "folder of the project, whose last part names the package")
    .addOption(option("template"))
    .action(async (name: string, { template }: Pick<OptionValues, "template">) => {
      const folder = resolve(name);
      await refuseUnlessEmpty(folder, name);
      await cp(join(templates, template), folder, { recursive: true });
      // npm leaves files called .gitignore out of a package.
      await rename(join(folder, "gitignore"), join(folder, ".gitignore"));
      for (const file of ["package.json", "README.md"]) await fillIn(join(folder, file), basename(folder));
      process.stdout.write(`created ${name}\n\n  cd ${name}\n  npm install\n  npm start\n  npm test\n`);
    });
}

async function refuseUnlessEmpty(folder: string, name: string): Promise<void> {
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(basename(folder))) {
    const remedy = "Use lower-case letters, digits, dots, dashes and underscores.";
    throw new CliError("POLLEN_E_NEW", `cannot create ${name}: ${basename(folder)} is no package name`, remedy);
  }
  let present: string[];
  try {
    present = await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw new CliError("POLLEN_E_NEW", `cannot create ${name}: ${(error as Error).message}`, "Choose another name.");
  }
  if (present.length > 0) {
    throw new CliError("POLLEN_E_NEW", `cannot create ${name}: the folder is not empty`, "Choose another name.");
  }
}

/** Replaces the placeholders of a template file. */
async function fillIn(file: string, name: string): Promise<void> {
  const manifest = JSON.parse(await readFile(manifestUrl, "utf8")) as {
    version: string;
    peerDependencies: { assemblyscript: string };
  };
  const text = await readFile(file, "utf8");
  await writeFile(
    file,
    text
      .replaceAll("{{name}}", name)
      .replaceAll("{{pollen}}", manifest.version)
      .replaceAll("{{assemblyscript}}", manifest.peerDependencies.assemblyscript),
  );
}
