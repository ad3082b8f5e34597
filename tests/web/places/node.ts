import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** The outcomes of the scenarios in a process of some Node. */
export async function inNode(node: string, folder: string, target: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(node, [join(folder, "node.js"), folder, target]);
  return JSON.parse(stdout);
}
