// What a module that imports nothing prints: it stays in memory until the host takes it (`take_output`).
//
// The header, in static memory:                     Records, from `start` on, each at a multiple of 4:
//
//    0         4         8                             0       4          8
//   ┌─────────┬─────────┬─────────┐                   ┌───────┬──────────┬──────────────┬─────────┐
//   │ start   │ size    │ lost    │                   │ fd    │ length   │ length bytes │ padding │ ...
//   │ ptr     │ u32     │ u32     │                   │ u32   │ u32      │ UTF-8        │         │
//   └─────────┴─────────┴─────────┘                   └───────┴──────────┴──────────────┴─────────┘
//   size    bytes of all records                      fd      1 standard output, 2 standard error
//   lost    bytes that were printed and not kept

/** Most bytes that are kept for the host: what goes beyond is lost. */
// @ts-ignore: decorator
@inline const LIMIT: usize = 1 << 20;
// @ts-ignore: decorator
@inline const RECORD: usize = 8;

// @ts-ignore: decorator
@lazy const header = memory.data(12, 4);
let start: usize = 0;
let room: usize = 0;
let used: usize = 0;
let lost: u32 = 0;
/** Offset of the last record. */
let last: usize = 0;

/** Keeps `length` bytes that were written to a standard stream: behind what was written to it last, if nothing came between. */
export function keep(fd: i32, from: usize, length: usize): void {
  const follows = used > 0 && load<i32>(start + last) == fd;
  const at = follows ? used : (used + 3) & ~3;
  const end = at + (follows ? 0 : RECORD) + length;
  if (end > LIMIT) {
    lost += <u32>length;
    return;
  }
  if (end > room) {
    room = max<usize>(256, 2 * end);
    start = start ? heap.realloc(start, room) : heap.alloc(room);
  }
  if (!follows) {
    last = at;
    store<i32>(start + at, fd);
    store<u32>(start + at, 0, 4);
  }
  memory.copy(start + end - length, from, length);
  store<u32>(start + last, load<u32>(start + last, 4) + <u32>length, 4);
  used = end;
}

/** Address of the header. What it tells of stays until the program prints again, and is then gone. */
export function takeOutput(): usize {
  store<usize>(header, start);
  store<usize>(header, used, 4);
  store<u32>(header, lost, 8);
  used = 0;
  lost = 0;
  return header;
}
