import { first } from "./first";
import { second } from "./second";

print(`diamond starts: ${first + second}`);
const done = await Promise.resolve<i32>(first + second);
print(`diamond ends: ${done}`);
export const diamond = done;
