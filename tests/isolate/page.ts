// In a page: scenarios of wasi-fixtures/isolate/isolates.ts.

import { run } from "as-pollen/browser";

/** What scenarios print, line by line. */
export async function printed(program: string, names: readonly string[]): Promise<string[]> {
  let text = "";
  const decoder = new TextDecoder();
  const stdout = (bytes: Uint8Array) => {
    text += decoder.decode(bytes, { stream: true });
  };
  await run(program, { args: names, stdout });
  return text.trimEnd().split("\n");
}
