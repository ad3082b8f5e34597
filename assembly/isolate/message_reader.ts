import { IsolateError } from "./error";

function damaged(): IsolateError { return new IsolateError("a message is not of the type that is received"); }

/** Reads one message, as `MessageWriter` has written it. */
export class MessageReader {
  constructor(
    private at: usize,
    private readonly end: usize,
  ) {}

  /** Reads all of it. */
  whole<T>(): T {
    const value = this.read<T>();
    if (this.at != this.end) throw damaged();
    return value;
  }

  read<T>(): T {
    if (!isReference<T>()) return load<T>(this.take(sizeof<T>()));
    else if (isNullable<T>()) return this.read<bool>() ? this.read<NonNullable<T>>() : changetype<T>(0);
    else if (isString<T>()) {
      const length = this.read<i32>(), from = this.take(length);
      return changetype<T>(String.UTF16.decodeUnsafe(from, length));
    } else {
      const unset = changetype<T>(0);
      if (unset instanceof ArrayBuffer) {
        const length = this.read<i32>(), from = this.take(length), buffer = new ArrayBuffer(length);
        memory.copy(changetype<usize>(buffer), from, length);
        return changetype<T>(buffer);
      } else if (unset instanceof ArrayBufferView) {
        const length = this.read<i32>(), from = this.take(length), align = alignof<valueof<T>>();
        if (length & ((1 << <i32>align) - 1)) throw damaged();
        const array = instantiate<T>(length >> <i32>align);
        memory.copy(array.dataStart, from, length);
        return array;
      } else if (isArrayLike<T>()) return this.elements<T>();
      else {
        const object = changetype<T>(__new(offsetof<T>(), idof<T>()));
        object.__read_message(changetype<usize>(this));
        return object;
      }
    }
  }

  /** Begins an object. */
  shape(expected: u32): void {
    if (this.read<u32>() != expected) throw damaged();
  }

  private elements<T>(): T {
    const length = this.read<i32>();
    // each element takes a byte at least
    if (<u32>length > <u32>(this.end - this.at)) throw damaged();
    const array = instantiate<T>(length);
    for (let i = 0; i < length; i++) unchecked((array[i] = this.read<valueof<T>>()));
    return array;
  }

  private take(length: usize): usize {
    const at = this.at;
    if (length > this.end - at) throw damaged();
    this.at = at + length;
    return at;
  }
}
