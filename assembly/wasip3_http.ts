// What answers requests on a host of WASI 0.3 exports (`--target wasip3 --world http`): `wasi:http/handler`, whose `handle` is
// async. The host calls the module's start function when it makes an instance, and `handle` for each request, of which any number
// may be under way in one instance: `http/wasip3/request_task.ts`.
import { Event, setTaskNumber, taskNumber } from "./component/waitable";
import { Promise } from "./core/promise";
import { endOnErrors, endWithReason } from "./entry";
import { answer } from "./http/host/service";
import { IncomingExchange } from "./http/wasip3/exchange";
import { RequestTask } from "./http/wasip3/request_task";
import { deliver } from "./reactor/wasip3";
import { collectGrown } from "./run";
export { cabi_realloc } from "./component/memory";

/** A request has come. */
export function __handle(request: i32): i32 {
  const task = new RequestTask();
  endOnErrors();
  setTaskNumber(task.number);
  const answered = answer(new IncomingExchange(request, task), (s) => { task.scope = s; });
  answered.then<void>(() => { task.end(); }, endWithReason);
  return step(task);
}

/** An event has come, or the host has come back from a yield. */
export function __handle_callback(event: Event, waitable: i32, code: i32): i32 {
  const task = RequestTask.at(taskNumber());
  if (event == Event.TASK_CANCELLED) task.cancel();
  else deliver(event, waitable, code);
  return step(task);
}

function step(task: RequestTask): i32 {
  const code = task.step();
  if (ASC_RUNTIME == 1 /* minimal */) collectGrown();
  return code;
}
