// Where suspended calls wait, in builds that have names.
import { AWAITING, FLAGS, Flag, POINT, POINT_SITE, STATUS, Status, WAITERS } from "./layout";
import { isOperation } from "./operation";

/** "function (file:line:column)" of the await at which a pending call is suspended; else empty. */
export function siteOf(call: usize): string {
  if (!isDefined(POLLEN_SITES) || !(load<u8>(call, FLAGS) & Flag.FRAME)) return "";
  const point = load<usize>(call, POINT), site = point ? load<usize>(point, POINT_SITE) : 0;
  return site ? changetype<string>(site) : "";
}

/** A line for a pending call and for each call that it awaits on the spot, the innermost first, as in an error's stack. */
export function stackOf(call: usize): string {
  let stack = "";
  if (!isDefined(POLLEN_SITES)) return stack;
  for (let at = call; at; ) {
    const site = siteOf(at), inner = innerCall(at);
    if (site.length) stack = (inner ? "\n    at async " : "\n    at ") + site + stack;
    at = inner;
  }
  return stack;
}

/** The call that a pending call awaits on the spot, or 0. */
function innerCall(call: usize): usize {
  if (isOperation(call)) return 0;
  const inner = load<usize>(call, AWAITING);
  if (!inner || load<u8>(inner, STATUS) != Status.PENDING || load<usize>(inner, WAITERS) != call) return 0;
  return load<u8>(inner, FLAGS) & Flag.FRAME ? inner : 0;
}
