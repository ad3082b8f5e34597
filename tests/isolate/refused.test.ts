// What cannot be sent to an isolate, or run in one, is said of the user's line.

import { expect, test } from "vitest";
import { errorsOf } from "../setup/errors.js";

const program = `import { Isolate, Port } from "as-pollen/isolate";
class Plain {}
@message class Holder {
  plain: Plain | null = null;
  callback: (() => void) | null = null;
  map: Map<string, i32> = new Map();
  list: Plain[] = [];
  fine: i32[][] = [];
}
class Undecorated extends Holder {}
async function echo(port: Port<Holder, Undecorated>): Promise<void> {}
async function numbers(port: Port<i32, Plain[]>): Promise<void> {}
async function wrong(port: i32): Promise<void> {}
export async function main(): Promise<void> {
  let total = 0;
  Isolate.spawn(async (port: Port<i32, i32>): Promise<void> => { total++; });
  const local = async (port: Port<i32, i32>): Promise<void> => {};
  Isolate.spawn(local);
  Isolate.spawn(echo);
  Isolate.spawn(numbers);
  Isolate.parent<i32, Plain>();
  const good = Isolate.spawn(async (port: Port<Holder, i32>): Promise<void> => {});
  await good.send(new Holder());
  await good.receive();
}
`;

test("each with its reason", async () => {
  const cannot = (type: string) => `Class '${type}' cannot be sent to another isolate: decorate it with '@message'.`;
  expect((await errorsOf(program)).map((error) => error.replace(/^\((\d+),\d+\)/, "$1:"))).toEqual([
    "16: An isolate shares nothing: its entry captures 'total'. Send that as a message.",
    "18: An isolate shares nothing: its entry must be the name of a function, or a function that captures nothing.",
    `19: ${cannot("program/Undecorated")}`,
    `20: ${cannot("program/Plain")}`,
    `21: ${cannot("program/Plain")}`,
    `4: ${cannot("program/Plain")}`,
    "5: Functions cannot be sent to another isolate: '() => void'.",
    `6: ${cannot("~lib/map/Map<~lib/string/String,i32>")}`,
    `7: ${cannot("program/Plain")}`,
  ]);
});
