// `using` in random programs. There is no `await using`: it is known to V8 only through a lowering that takes other turns of
// the job queue than ECMAScript has it.

import { type Place, withVariable } from "./scope.js";
import type { Statements } from "./statements.js";

/** Declares what is closed at the end of the block, also by an error, and may fail then. */
export function usingDeclaration(to: Statements, place: Place): Place {
  const { choices, text } = to;
  const name = to.name("u");
  const number = () => to.expressions.of("i32", place, 2);
  if (choices.chance(20)) {
    text.line(`using ${name} = lease(${number()});`);
    return place;
  }
  const fails = place.mayThrow ? `, ${to.expressions.of("bool", place, 1)}` : "";
  text.line(`using ${name} = new Lease(${number()}${fails});`);
  return withVariable(place, name, "Box", true);
}
