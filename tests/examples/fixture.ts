// The recorded log, and the report that the independent implementation makes of it.
import { readFileSync } from "node:fs";
import { type Line, parseLine, splitLines, summary, windows } from "./reference.js";

/** Preopened as `/logs` for the service. */
export const logs = "wasi-fixtures/access-log";
export const fixture: Uint8Array = readFileSync(`${logs}/access.log`);
export const lines: Buffer[] = splitLines(fixture);
export const records: Line[] = lines.map((line) => {
  const record = parseLine(line);
  if (!record) throw new Error(`a line of the fixture is not in the format: ${line}`);
  return record;
});
export const expected: string = windows(records) + summary(records);
