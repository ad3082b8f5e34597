// `yield*` of an async generator (ECMA-262 15.5.5): while the outer generator follows an inner one (`awaiting`,
// Flag.FOLLOWING), each request to it becomes a request to that, with the result of the outer one, and what that is
// answered with is the answer. Once the inner one has ended the body goes on, with the last result or the error.
import { answer, first, newRequest, put, Request, resume, resumeFirst, sendAlike } from "./async_generator";
import { resolved } from "./await";
import { IDLE, pass, passError, ReturnCompletion } from "./generator";
import { AWAITING, FLAGS, Flag, RESUME, STATUS, Status } from "./layout";
import { firstOf, react, secondOf } from "./reaction";
import { reasonOf, valueOf } from "./settle";

/** Passes on the first request to a generator that follows another. */
export function forwardFirst(generator: usize): void {
  const request = first(generator);
  store<u8>(generator, IDLE | Flag.FOLLOWING | Flag.RUNNING, FLAGS);
  if (<Request>load<u32>(request, RESUME) != Request.RETURN) forward(generator, true);
  else {
    const goOn = (reaction: usize, _: usize): void => { forward(firstOf(reaction), true); };
    react(resolved(), goOn.index, generator, 0); // the value is awaited
  }
}

/**
 * Asks the inner generator.
 * @param isRequested for what the first request asks; else the `yield*` has just been reached, and asks for a value
 */
export function forward(generator: usize, isRequested: bool): void {
  const request = first(generator);
  const kind = isRequested ? <Request>load<u32>(request, RESUME) : Request.NEXT;
  const asked = newRequest(kind, changetype<Object>(load<usize>(request, AWAITING)));
  const target = changetype<usize>(asked);
  if (isRequested) sendAlike(asked, request);
  put(asked, load<usize>(generator, AWAITING));
  const goOn = (reaction: usize, asked: usize): void => {
    const generator = firstOf(reaction);
    const isReturn = secondOf(reaction) != 0;
    if (load<u8>(asked, STATUS) == Status.REJECTED) {
      passError(generator, reasonOf(asked));
      leave(generator);
      return;
    }
    const result = valueOf<IteratorResult<bool>>(asked); // of whatever type: `done` comes first
    if (!result.done) {
      store<u8>(generator, IDLE | Flag.FOLLOWING, FLAGS);
      answer(generator, changetype<usize>(result));
      if (first(generator)) resumeFirst(generator);
      return;
    }
    if (isReturn) passError(generator, new ReturnCompletion(changetype<Object>(result)));
    else pass<Object>(generator, changetype<Object>(result));
    leave(generator);
  };
  react(target, goOn.index, generator, kind == Request.RETURN ? generator : 0);
}

/** The inner generator has ended: the body goes on with what was passed. */
function leave(generator: usize): void {
  store<usize>(generator, 0, AWAITING);
  store<u8>(generator, load<u8>(generator, FLAGS) & ~<u32>Flag.FOLLOWING, FLAGS);
  resume(generator, first(generator));
}
