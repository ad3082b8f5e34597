import { atStartOfMember } from "../core/current";
import { newPromise } from "../core/frame";
import { FLAGS, Flag } from "../core/layout";
import { PromiseBase } from "../core/settle";

/** A pending promise that counts as a call of the current context: that does not end before it. */
export function newCall(): PromiseBase {
  const promise = newPromise();
  if (__context !== null) atStartOfMember(promise);
  return changetype<PromiseBase>(promise);
}

/** Its rejection is looked at: it does not end the program. */
export function handled(promise: PromiseBase): void {
  store<u8>(changetype<usize>(promise), load<u8>(changetype<usize>(promise), FLAGS) | Flag.HANDLED, FLAGS);
}
