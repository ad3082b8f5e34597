// `yield*` of a generator (ECMA-262 15.5.5): while the outer generator follows an inner one (`awaiting`, Flag.FOLLOWING),
// what it is resumed with goes to that, and what that yields is what it yields. Once the inner one has ended the body
// goes on: with what that returned, or the error that it threw.
import { end, pass, passedTo, passError, proceed, ReturnCompletion } from "./generator";
import { AWAITING, FLAGS, Flag, PASSED, STATUS, Status, VALUE } from "./layout";
import { reasonOf } from "./settle";

/**
 * Lets the inner generator take a step of the outer one.
 * @returns whether it yielded; else the body of the outer one is to be resumed
 */
export function follow(generator: usize): bool {
  const inner = load<usize>(generator, AWAITING);
  const isError = load<u8>(generator, STATUS) == Status.REJECTED;
  let isReturned = false;
  if (load<u8>(inner, STATUS) != Status.PENDING) {
    if (!isError) pass<u64>(generator, 0); // it came to its end elsewhere: there is no value
  } else if (load<u8>(inner, FLAGS) & Flag.RUNNING) {
    passError(generator, new TypeError("Generator is already running"));
  } else {
    const isReturn = isError && passedTo<Error>(generator) instanceof ReturnCompletion;
    passOn(generator, inner, PASSED, Flag.PASSED_MANAGED);
    store<u8>(inner, load<u8>(generator, STATUS), STATUS);
    store<u8>(generator, Status.PENDING, STATUS);
    const status = proceed(inner);
    if (status == Status.PENDING) {
      passOn(inner, generator, PASSED, Flag.PASSED_MANAGED);
      return true;
    }
    if (status == Status.REJECTED) passError(generator, reasonOf(inner));
    else {
      passOn(inner, generator, VALUE, Flag.MANAGED);
      isReturned = isReturn;
    }
    end(inner);
  }
  if (!isReturned) store<usize>(generator, 0, AWAITING); // else the body returns that value: see `__delegate`
  store<u8>(generator, load<u8>(generator, FLAGS) & ~<u32>Flag.FOLLOWING, FLAGS);
  return false;
}

/** Passes on what one generator has at `field`, a reference if it has the flag `managed`. */
function passOn(from: usize, to: usize, field: usize, managed: u32): void {
  if (load<u8>(from, FLAGS) & managed) pass<Object>(to, changetype<Object>(load<usize>(from + field)));
  else pass<u64>(to, load<u64>(from + field));
}

/** Whether the inner generator ended with a `return`, which the outer one takes over. Asked once. */
export function takeReturned(generator: usize): bool {
  const isReturned = load<usize>(generator, AWAITING) != 0;
  store<usize>(generator, 0, AWAITING);
  return isReturned;
}
