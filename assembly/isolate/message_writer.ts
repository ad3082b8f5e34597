// Values as bytes, one behind the other, without names. Classes decorated with `@message` have methods for it that the
// compiler adds, `__write_message` and `__read_message`: field by field. What is written:
//
//   number, bool         its bytes
//   string               length in bytes u32, UTF-16
//   what may be null     u8, 1 if it is not null; then that
//   ArrayBuffer, typed array, StaticArray, Array
//                        length in elements u32, elements
//   class                its shape u32 (a hash of its name and fields), fields
import { OBJECT, TOTAL_OVERHEAD } from "rt/common";
import { IsolateError } from "./error";
import { HEAD, LONGEST } from "./frames";

/** Objects within objects: deeper ones are most likely cycles. */
// @ts-ignore: decorator
@inline const DEEPEST: i32 = 200;

/** Writes one message: a copy of a value. */
export class MessageWriter {
  private buffer: ArrayBuffer = new ArrayBuffer(64);
  private length: i32 = HEAD;
  private depth: i32 = 0;

  /** The message, with its head. */
  finish(): Uint8Array {
    store<u32>(changetype<usize>(this.buffer), this.length - HEAD);
    return Uint8Array.wrap(this.buffer, 0, this.length);
  }

  write<T>(value: T): void {
    if (!isReference<T>()) {
      this.reserve(sizeof<T>());
      store<T>(this.end(sizeof<T>()), value);
    } else if (isNullable<T>()) {
      this.write<bool>(value !== null);
      if (value !== null) this.write<NonNullable<T>>(value);
    } else if (isString<T>()) {
      this.bytes(changetype<usize>(value), changetype<string>(value).length << 1);
    } else if (value instanceof ArrayBuffer) {
      this.bytes(changetype<usize>(value), value.byteLength);
    } else if (value instanceof ArrayBufferView) {
      this.bytes(value.dataStart, value.byteLength);
    } else if (isArrayLike<T>()) {
      this.elements<T>(value);
    } else {
      if (changetype<OBJECT>(changetype<usize>(value) - TOTAL_OVERHEAD).rtId != idof<T>()) {
        throw new IsolateError("a message holds an object of a class derived from " + nameof<T>() + ", where that is declared");
      }
      if (++this.depth > DEEPEST) throw new IsolateError("a message is nested too deeply, or refers to itself");
      value.__write_message(changetype<usize>(this));
      this.depth--;
    }
  }

  private elements<T>(array: T): void {
    const length = array.length;
    this.write<i32>(length);
    for (let i = 0; i < length; i++) this.write<valueof<T>>(unchecked(array[i]));
  }

  private bytes(from: usize, length: i32): void {
    this.write<i32>(length);
    this.reserve(length);
    memory.copy(this.end(length), from, length);
  }

  /** Address of the next `length` bytes, for which there is room. */
  private end(length: usize): usize {
    const at = changetype<usize>(this.buffer) + this.length;
    this.length += <i32>length;
    return at;
  }

  private reserve(length: usize): void {
    const wanted = <usize>this.length + length, buffer = this.buffer;
    if (wanted <= <usize>buffer.byteLength) return;
    if (wanted > <usize>(HEAD + LONGEST)) throw new IsolateError("a message is longer than 16 MiB");
    const grown = new ArrayBuffer(<i32>max(wanted, 2 * <usize>buffer.byteLength));
    memory.copy(changetype<usize>(grown), changetype<usize>(buffer), this.length);
    this.buffer = grown;
  }
}
