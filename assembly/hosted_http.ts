// What a module without imports exports that answers requests (`--target hosted --world http`), beside what every such module
// does. What it imports is in `http/hosted/imports.ts`.
import { endOnErrors } from "./entry";
import { answer } from "./http/host/service";
import { currentRequest, HostedExchange } from "./http/hosted/exchange";
export { exit_code, set_seed, set_time, take_output, tick } from "./hosted";

/**
 * Answers a request: fulfilled when the response was sent, and all that the handler has spawned has ended.
 * @param id the host's number of it
 * @param url in absolute form
 * @param fields names and values in turn
 * @param body the host's number of the stream that it comes from, 0 if there is none
 */
export async function answer_request(id: i32, method: string, url: string, fields: string[], body: i32): Promise<void> {
  endOnErrors();
  await currentRequest.run<Promise<void>>(id, () => answer(new HostedExchange(id, method, url, fields, body)));
}

/** The request on whose behalf what runs does: for functions of the host, while they are called. 0: none. */
export function current_request(): i32 { return currentRequest.get(); }
