// What a program leaves behind: asked for at its end in builds that count (`assembly/core/count.ts`).
import { afterOf, parentOf } from "as-pollen/assembly/core/context";
import { firstRoot } from "as-pollen/assembly/core/context_tree";
import { Counted, openOf } from "as-pollen/assembly/core/count";
import { pendingTimers } from "as-pollen/assembly/core/timers";

let calls: i32 = 0;
let operations: i32 = 0;
let descriptors: i32 = 0;

/** The contexts at the top that are left, but for that of the task that asks. */
function contexts(): i32 {
  let own: usize = 0, found = 0;
  for (let at = changetype<usize>(__context); at; at = changetype<usize>(parentOf(at))) own = at;
  for (let at = firstRoot(); at; at = afterOf(at)) if (at != own) found++;
  return found;
}

/** What has begun since the last time, and not ended: `left: ...`, or nothing. */
export function describeLeft(): string {
  const left: string[] = [];
  if (openOf(Counted.CALL) != calls) left.push(`calls ${openOf(Counted.CALL) - calls}`);
  if (openOf(Counted.OPERATION) != operations) left.push(`operations ${openOf(Counted.OPERATION) - operations}`);
  if (openOf(Counted.DESCRIPTOR) != descriptors) left.push(`descriptors ${openOf(Counted.DESCRIPTOR) - descriptors}`);
  if (pendingTimers()) left.push(`timers ${pendingTimers()}`);
  if (contexts()) left.push(`contexts ${contexts()}`);
  calls = openOf(Counted.CALL);
  operations = openOf(Counted.OPERATION);
  descriptors = openOf(Counted.DESCRIPTOR);
  return left.length ? `left: ${left.join(", ")}` : "";
}
