import { first } from "./first";
import { plain } from "./plain";

print(`between: waits for first, awaits nothing: ${first + plain}`);
export const between = first * 10;
