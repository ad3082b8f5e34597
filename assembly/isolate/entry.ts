// What runs an isolate: `__run_isolate` takes the place of `main` in an instance that another one has spawned.
import { Promise } from "../core/promise";
import { setUnhandled } from "../core/rejections";
import { writeBytes } from "../wasi/calls";
import { fd_close, proc_exit } from "../wasi/preview1";
import { encode } from "../wasi/utf8";
import { IsolateError } from "./error";
import { tryOpen } from "./host";
import { Link } from "./link";
import { MessageReader } from "./message_reader";
import { MessageWriter } from "./message_writer";

let entryFd: i32 = -1;

/** Whether this instance was spawned by another one. */
// @ts-ignore: decorator
@global export function __is_isolate(): bool {
  entryFd = tryOpen("entry");
  return entryFd >= 0;
}

/** Runs what the other instance has asked for. */
// @ts-ignore: decorator
@global export async function __run_isolate(): Promise<void> {
  const link = new Link(entryFd), head = new Uint8Array(8);
  await link.read(head);
  setUnhandled((error: Error, what: string): void => fail(error));
  const starter = changetype<(entry: usize, link: Link) => Promise<void>>(load<usize>(head.dataStart));
  try {
    await starter(load<usize>(head.dataStart, 4), link);
  } catch (e) {
    fail(e);
  }
}

/** Ends the isolate with an error, which whoever spawned it is told. */
function fail(error: Error): void {
  const fd = tryOpen("failure"), text = encode(error.toString() + error.stack);
  writeBytes(fd, changetype<usize>(text), text.byteLength);
  fd_close(fd);
  proc_exit(1);
}

/** The connection of an isolate that was loaded. */
export function parentLink(): Link {
  const fd = tryOpen("parent");
  if (fd < 0) throw new IsolateError("there is no parent: this is no isolate that was loaded, or its port was taken before");
  return new Link(fd);
}

// What the methods call that the compiler adds to classes with `@message`. Writers and readers are addresses.

/** Begins to write an object. */
// @ts-ignore: decorator
@global export function __write_shape(writer: usize, shape: u32): void {
  changetype<MessageWriter>(writer).write<u32>(shape);
}

// @ts-ignore: decorator
@global export function __write_field<T>(writer: usize, value: T): void { changetype<MessageWriter>(writer).write<T>(value); }

/** Begins to read an object. */
// @ts-ignore: decorator
@global export function __read_shape(reader: usize, shape: u32): void { changetype<MessageReader>(reader).shape(shape); }

/** Reads a field into an object, even if the field is read-only. */
// @ts-ignore: decorator
@global export function __read_field<T>(reader: usize, object: usize, offset: usize): void {
  const value = changetype<MessageReader>(reader).read<T>();
  store<T>(object + offset, value);
  if (isManaged<T>()) __link(object, changetype<usize>(value), false);
}
