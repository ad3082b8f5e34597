// Bytes in memory: where views lie, and searches.

// Inlined where it saves the collector's shadow stack: a managed operand of a call is written there.

/** Makes `view` show `length` bytes of `buffer` from `at` on: a view that is used again and again. */
// @ts-ignore: decorator
@inline export function moveView(view: Uint8Array, buffer: ArrayBuffer, at: i32, length: i32): void {
  const self = changetype<usize>(view);
  if (changetype<usize>(view.buffer) != changetype<usize>(buffer)) {
    store<usize>(self, changetype<usize>(buffer), offsetof<Uint8Array>("buffer"));
    __link(self, changetype<usize>(buffer), false);
  }
  store<usize>(self, changetype<usize>(buffer) + at, offsetof<Uint8Array>("dataStart"));
  store<i32>(self, length, offsetof<Uint8Array>("byteLength"));
}

/** Copies `length` bytes between places that do not overlap. Short ones without the host's call for `memory.copy`. */
// @ts-ignore: decorator
@inline export function copyBytes(to: usize, from: usize, length: usize): void {
  if (length > 64) {
    memory.copy(to, from, length);
  } else if (length >= 8) {
    const end = length - 8;
    for (let i: usize = 0; i < end; i += 8) store<u64>(to + i, load<u64>(from + i));
    store<u64>(to + end, load<u64>(from + end));
  } else if (length >= 4) {
    const end = length - 4;
    store<u32>(to, load<u32>(from));
    store<u32>(to + end, load<u32>(from + end));
  } else {
    for (let i: usize = 0; i < length; i++) store<u8>(to + i, load<u8>(from + i));
  }
}

/** Address of the first `byte` from `at` on, or `end`. Eight at a time: those that equal it become 0, and 0 is found. */
export function findByte(byte: u8, at: usize, end: usize): usize {
  const pattern = <u64>byte * 0x0101010101010101;
  for (; at + 8 <= end; at += 8) {
    const word = load<u64>(at) ^ pattern;
    const zeros = (word - 0x0101010101010101) & ~word & 0x8080808080808080;
    if (zeros) return at + (<usize>ctz(zeros) >> 3);
  }
  for (; at < end; at++) if (load<u8>(at) == byte) return at;
  return end;
}
