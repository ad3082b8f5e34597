import { between } from "./between";

print(`above: ${between}`);
queueMicrotask(() => print("above: job"));
export const above = between + 1;
