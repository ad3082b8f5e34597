// Fields as resources of WASI 0.2.
import { lend, takeBack } from "../../component/memory";
import { appendField, dropFields, entries, newFields } from "../../wasi/p2/http";
import { FlatText, fieldError, isOfHost, readFields } from "../component/fields";
import { Headers } from "../headers";

/** Where results go: `wasi/p2/http.ts`. Each is read before the next call. */
// @ts-ignore: decorator
@lazy export const cell = memory.data(56, 8);
/** Where lists and texts go that the host gives; those that do not fit lie elsewhere until the next ones. */
// @ts-ignore: decorator
@inline const ROOM: usize = 8192;
// @ts-ignore: decorator
@lazy const room = heap.alloc(ROOM);

/** Lends the host room for what one call returns. */
export function lendRoom(): void { lend(room, ROOM); }

/** Reads fields, and drops them. */
export function takeFields(fields: i32): Headers {
  lendRoom();
  entries(fields, cell);
  takeBack();
  const headers = readFields(load<usize>(cell), load<usize>(cell, 4));
  dropFields(fields);
  return headers;
}

// @ts-ignore: decorator
@lazy const nameText = new FlatText();
// @ts-ignore: decorator
@lazy const valueText = new FlatText();

/**
 * Makes fields of headers, without those that are the host's.
 * @param size of the body; -1 to say nothing about it
 * Throws a `TypeError` if the host refuses one.
 */
export function fieldsOf(headers: Headers, size: i64): i32 {
  const fields = newFields();
  for (let i = 0; i < headers.size; i++) {
    if (!isOfHost(headers.__name(i))) append(fields, headers.__name(i), headers.__value(i));
  }
  if (size >= 0) append(fields, "Content-Length", size.toString());
  return fields;
}

function append(fields: i32, name: string, value: string): void {
  const nameLength = nameText.put(name), valueLength = valueText.put(value);
  appendField(fields, nameText.start, nameLength, valueText.start, valueLength, cell);
  if (!load<u8>(cell)) return;
  const code = load<u8>(cell, 1);
  dropFields(fields);
  throw fieldError(name, code);
}
