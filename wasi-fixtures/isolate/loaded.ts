// A module that another one loads.
import { Isolate } from "as-pollen/isolate";

@message class Pair<T> { constructor(readonly one: T, readonly other: T[]) {} }

export async function main(): Promise<void> {
  const port = Isolate.parent<Pair<string>, string>();
  for await (const pair of port) await port.send(`${pair.one} ${pair.other}`);
}
