// The current context, and where the core meets contexts: what it calls there, the first context sets. A program without
// scopes and tasks has none of that code.

/** The context of what runs, or the frame of the lean task that has none yet (see `context.ts`). */
// @ts-ignore: decorator
@global let __context: Object | null = null;

/** Whether anything in the program makes contexts, or starts tasks: the compiler says so (src/compiler/contexts.ts). */
// @ts-ignore: decorator
@global let __has_contexts: bool = true;

let memberStarts: u32 = 0;
let callEnds: u32 = 0;
let callAwaits: u32 = 0;
let rejection: u32 = 0;

/** Sets what is called: table indices of functions, see below. */
// @ts-ignore: decorator
@global export function __meet_contexts(atStartOfMember: u32, atEndOfCall: u32, atAwait: u32, rejectionHere: u32): void {
  memberStarts = atStartOfMember;
  callEnds = atEndOfCall;
  callAwaits = atAwait;
  rejection = rejectionHere;
}

/** A call or an operation begins while there is a current context. */
export function atStartOfMember(promise: usize): void { call_indirect<void>(memberStarts, promise); }

/** A counted call has ended. */
export function atEndOfCall(call: usize): void { call_indirect<void>(callEnds, call); }

/** A call of a cancelled context awaits a promise; returns what it is to wait for instead. */
export function atAwait(call: usize, promise: usize): usize { return call_indirect<usize>(callAwaits, call, promise); }

/** The promise that the awaits of the current context, which is cancelled, are given. */
export function rejectionHere(): usize { return call_indirect<usize>(rejection); }
