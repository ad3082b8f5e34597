// What modules export for hosts that exchange values with them (docs/hosted.md).
export { create_error, create_future, resolve_future, resolve_future_reference, reject_future, cancel_future } from "./futures";
export { is_future_ready, get_future_value, release_future, promise_of, future_of, next_settled } from "./futures";
export { begin_call, end_call, future_table, leave_context, return_context } from "./futures";
export { dequeue_task, enqueue_task, execute_next_task, run_scheduler, task_table } from "./tasks";
export { resume_execution, yield_execution } from "./tasks";
export { take_error } from "./errors";
