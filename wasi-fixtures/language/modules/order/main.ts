import "./prelude";
import { above } from "./above";
import { diamond } from "./diamond";
import { plain } from "./plain";
import { second } from "./second";

print(`entry: ${above} ${diamond} ${plain} ${second}`);
queueMicrotask(() => print("entry: job"));
await Promise.resolve();
print("entry: goes on");

export async function main(): Promise<void> {
  print("main");
}
