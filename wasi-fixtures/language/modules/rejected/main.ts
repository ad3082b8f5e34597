import "./prelude";
import { part } from "./part";
import "./other";

print(`not reached ${part}`);
export async function main(): Promise<void> {
  print("not reached");
}
