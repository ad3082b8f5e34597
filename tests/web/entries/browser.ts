// In a page or a worker of a browser.

import { run } from "as-pollen/browser";
import { runScenarios } from "../scenarios.js";

export { run };

/** The outcomes of the scenarios with what the server has. */
export async function outcomes(target: string, blocks: boolean): Promise<Record<string, unknown>> {
  const program = (name: string) => WebAssembly.compileStreaming(fetch(`/${target}/${name}.wasm`));
  const log = new Uint8Array(await (await fetch("/access.log")).arrayBuffer());
  const [guest, ticks, accessLog] = await Promise.all([program("guest"), program("ticks"), program("accessLog")]);
  return runScenarios({ run, programs: { guest, ticks, accessLog }, log, blocks });
}
