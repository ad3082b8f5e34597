// What the host does for `--target hosted --world http`: `serve` of as-pollen/edge (`src/hosts/edge`). Requests, calls of
// `fetch` and streams have numbers, which the host gives. Fields are names and values in turn.

// @ts-ignore: decorator
@external("pollen:http", "begin")
/**
 * Sends the head of a response.
 * @param size of the body; -1 if that is not known, -2 if there is none
 * @returns the stream that the body goes to, 0 if there is none, -1 if the host does not take a field
 */
export declare function begin(request: i32, status: i32, statusText: string, fields: string[], size: f64): i32;

// @ts-ignore: decorator
@external("pollen:http", "read")
/** Reads some bytes; none at the end. */
export declare function read(stream: i32): Promise<Uint8Array>;
// @ts-ignore: decorator
@external("pollen:http", "cancel")
/** Nobody reads on. */
export declare function cancel(stream: i32): void;

// @ts-ignore: decorator
@external("pollen:http", "write")
/** Writes all of the bytes: fulfilled when there is room for more. */
export declare function write(stream: i32, bytes: Uint8Array): Promise<void>;
// @ts-ignore: decorator
@external("pollen:http", "finish")
/** Ends a stream: everything was written. */
export declare function finish(stream: i32): Promise<void>;
// @ts-ignore: decorator
@external("pollen:http", "abort")
/** Cuts a stream short. */
export declare function abort(stream: i32): void;

// @ts-ignore: decorator
@external("pollen:http", "send")
/**
 * Sends a request.
 * @param from the request on whose behalf; 0: none
 * @param size of the body; -1 if that is not known, 0 if there is none
 * @returns number of the call, and of the stream that the body goes to
 */
export declare function send(from: i32, method: string, url: string, fields: string[], size: f64): i32;
// @ts-ignore: decorator
@external("pollen:http", "response")
/** Waits for the head of the response. */
export declare function response(call: i32): Promise<FetchedHead>;

/** The head of a response. */
export class FetchedHead {
  status: i32 = 0;
  statusText: string = "";
  fields: string[] = [];
  /** The stream that the body comes from; 0 if there is none. */
  body: i32 = 0;
}
