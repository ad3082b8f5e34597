import { stderr, stdout } from "as-pollen";
import { parseOptions, USAGE } from "./options";
import { Service } from "./service";

async function run(args: string[]): Promise<i32> {
  const options = parseOptions(args);
  if (options.error != "") {
    await stderr.write(`access-log: ${options.error}\n\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    await stdout.write(USAGE);
    return 0;
  }
  const failures = await new Service(options).run();
  return failures > 0 ? 1 : 0;
}

/** Exit codes: 0 all inputs were read, 1 an input or output failed, 2 the command line is wrong. */
export async function main(args: string[]): Promise<i32> {
  try {
    return await run(args);
  } catch (e) {
    console.error(`access-log: ${e.message}`);
    return 1;
  }
}
