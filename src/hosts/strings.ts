import { HostError } from "./host.js";

/** Arguments, variables and names end with a zero byte where the guest gets them: one with such a byte inside cannot be passed. */
export function checkStrings(strings: readonly string[]): void {
  const bad = strings.find((text) => text.includes("\0"));
  if (bad === undefined) return;
  const message = `an argument, variable or directory name contains a zero byte: ${JSON.stringify(bad)}`;
  throw new HostError("POLLEN_E_ARGUMENT", message, "Remove the zero byte.");
}
