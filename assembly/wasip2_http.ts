// What answers requests on a host of WASI 0.2 exports (`--target wasip2 --world http`): `wasi:http/incoming-handler`. The host
// calls the module's start function when it makes an instance, and `handle` for each request. That returns once the request is
// answered and all that the handler has spawned has ended: one request at a time, as the call is none that could wait
// otherwise; the host makes instances as it needs them.
import { STATUS, Status } from "./core/layout";
import { Promise } from "./core/promise";
import { reasonOf } from "./core/settle";
import { endOnErrors, endWithReason, printStuck } from "./entry";
import { answer } from "./http/host/service";
import { IncomingExchange } from "./http/wasip2/exchange";
import { runUntil } from "./run";
import { Scope } from "./task/scope";
export { cabi_realloc } from "./component/memory";

/** Of the request that is being answered. */
let current: Scope | null = null;

/** Answers a request. `out` is where the response goes to. */
export function __handle(request: i32, out: i32): void {
  endOnErrors();
  const answered = answer(new IncomingExchange(request, out), (s) => { current = s; });
  const promise = __pin(changetype<usize>(answered));
  if (!runUntil(promise, true)) {
    const scope = current!;
    printStuck(__text("the request"), changetype<usize>(scope.__body!));
    scope.cancel("Nothing can answer the request");
    runUntil(promise, true);
  }
  if (load<u8>(promise, STATUS) == Status.REJECTED) endWithReason(reasonOf(promise));
  __unpin(promise);
}
