// What the resources of `wasi:http` 0.2 and 0.3 have in common: this file picks the version of the target.
import * as p2 from "../../wasi/p2/http";
import * as p2Client from "../../wasi/p2/http_client";
import * as p3 from "../../wasi/p3/http";
import * as p3Client from "../../wasi/p3/http_client";
import { lend } from "../../component/memory";

/** Where results go: `wasi/p2/http.ts`, `wasi/p3/http.ts`. Each is read before the next call. */
// @ts-ignore: decorator
@lazy export const cell = memory.data(56, 8);
/** Where lists and texts go that the host gives; those that do not fit lie elsewhere until the next ones. */
// @ts-ignore: decorator
@inline const ROOM: usize = 8192;
// @ts-ignore: decorator
@lazy const room = heap.alloc(ROOM);

/** Lends the host room for what one call returns. */
export function lendRoom(): void { lend(room, ROOM); }

export function newFields(): i32 {
  return isDefined(POLLEN_WASIP3) ? p3.newFields() : p2.newFields();
}

export function appendField(fields: i32, name: usize, nameLength: usize, value: usize, valueLength: usize): void {
  if (isDefined(POLLEN_WASIP3)) p3.appendField(fields, name, nameLength, value, valueLength, cell);
  else p2.appendField(fields, name, nameLength, value, valueLength, cell);
}

export function entriesOf(fields: i32): void {
  if (isDefined(POLLEN_WASIP3)) p3.entriesOf(fields, cell);
  else p2.entriesOf(fields, cell);
}

export function dropFields(fields: i32): void {
  if (isDefined(POLLEN_WASIP3)) p3.dropFields(fields);
  else p2.dropFields(fields);
}

export function methodOf(request: i32): void {
  if (isDefined(POLLEN_WASIP3)) p3.methodOf(request, cell);
  else p2.methodOf(request, cell);
}

export function targetOf(request: i32): void {
  if (isDefined(POLLEN_WASIP3)) p3.targetOf(request, cell);
  else p2.targetOf(request, cell);
}

export function schemeOf(request: i32): void {
  if (isDefined(POLLEN_WASIP3)) p3.schemeOf(request, cell);
  else p2.schemeOf(request, cell);
}

export function authorityOf(request: i32): void {
  if (isDefined(POLLEN_WASIP3)) p3.authorityOf(request, cell);
  else p2.authorityOf(request, cell);
}

export function headersOf(request: i32): i32 {
  return isDefined(POLLEN_WASIP3) ? p3.headersOf(request) : p2.headersOf(request);
}

export function setMethod(request: i32, tag: i32, start: usize, length: usize): bool {
  return !(isDefined(POLLEN_WASIP3) ? p3Client.setMethod(request, tag, start, length)
    : p2Client.setMethod(request, tag, start, length));
}

export function setTarget(request: i32, start: usize, length: usize): bool {
  return !(isDefined(POLLEN_WASIP3) ? p3Client.setTarget(request, 1, start, length)
    : p2Client.setTarget(request, 1, start, length));
}

export function setScheme(request: i32, tag: i32, start: usize, length: usize): bool {
  return !(isDefined(POLLEN_WASIP3) ? p3Client.setScheme(request, 1, tag, start, length)
    : p2Client.setScheme(request, 1, tag, start, length));
}

export function setAuthority(request: i32, start: usize, length: usize): bool {
  return !(isDefined(POLLEN_WASIP3) ? p3Client.setAuthority(request, 1, start, length)
    : p2Client.setAuthority(request, 1, start, length));
}
