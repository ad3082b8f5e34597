// The queue of tasks that the host gives to the module: functions to call, in the order in which they came. Hosts may read it
// (`task_table`). A ring: behind the last entry comes the first.
//
//    0       4       8          12                   32        64
//   ┌───────┬───────┬──────────┬────────────────────┬─────────┬─────────┬───
//   │ first │ count │ capacity │ 0                  │ entry 0 │ entry 1 │ ...
//   │ u32   │ u32   │ u32      │                    │         │         │
//   └───────┴───────┴──────────┴────────────────────┴─────────┴─────────┴───
//   first      which entry is next; the `count - 1` behind it follow
//
// An entry, 32 bytes:
//
//    0      4           8         16        24
//   ┌──────┬───────────┬─────────┬─────────┬─────────┐
//   │ id   │ function  │ number  │ time    │ 0       │
//   │ i32  │ ptr       │ u64     │ i64, ns │         │
//   └──────┴───────────┴─────────┴─────────┴─────────┘
//   number   how many were queued before it, from the start on
//   time     when it was queued

// @ts-ignore: decorator
@inline const COUNT: usize = 4;
// @ts-ignore: decorator
@inline const CAPACITY: usize = 8;
// @ts-ignore: decorator
@inline export const FUNCTION: usize = 4;
// @ts-ignore: decorator
@inline const NUMBER: usize = 8;
// @ts-ignore: decorator
@inline const TIME: usize = 16;
// @ts-ignore: decorator
@inline const SIZE: usize = 32;
// @ts-ignore: decorator
@inline const FIRST_CAPACITY: u32 = 16;

/** A root of the collector. */
class TaskQueue {
  // @ts-ignore: decorator
  @unsafe private __visit(cookie: u32): void {
    const queue = changetype<usize>(this), count = load<u32>(queue, COUNT);
    for (let i: u32 = 0; i < count; i++) __visit(load<usize>(entryOf(queue, i), FUNCTION), cookie);
  }
}

let queue: TaskQueue | null = null;
let queued: u64 = 0;

/** The entry that is `place` behind the first. */
function entryOf(queue: usize, place: u32): usize {
  return queue + SIZE + <usize>((load<u32>(queue) + place) % load<u32>(queue, CAPACITY)) * SIZE;
}

/** Address of the queue; it moves when it grows. */
export function queueAddress(): usize { return changetype<usize>(queue); }

/** How many tasks are queued. */
export function queueLength(): u32 { return changetype<usize>(queue) ? load<u32>(changetype<usize>(queue), COUNT) : 0; }

function grow(): void {
  const old = changetype<usize>(queue), count = queueLength();
  const capacity = max(FIRST_CAPACITY, 2 * count), size = SIZE + <usize>capacity * SIZE;
  const grown = __new(size, idof<TaskQueue>());
  memory.fill(grown, 0, size);
  for (let i: u32 = 0; i < count; i++) memory.copy(grown + SIZE + <usize>i * SIZE, entryOf(old, i), SIZE);
  store<u32>(grown, count, COUNT);
  store<u32>(grown, capacity, CAPACITY);
  queue = changetype<TaskQueue>(grown);
}

/** Appends a task. */
export function append(id: i32, task: usize, time: i64): void {
  const count = queueLength();
  if (!changetype<usize>(queue) || count == load<u32>(changetype<usize>(queue), CAPACITY)) grow();
  const self = changetype<usize>(queue), entry = entryOf(self, count);
  store<i32>(entry, id);
  store<usize>(entry, task, FUNCTION);
  __link(self, task, true);
  store<u64>(entry, queued++, NUMBER);
  store<i64>(entry, time, TIME);
  store<u32>(self, count + 1, COUNT);
}

/** Takes out the first task: its entry, whose contents stay until the next `append`; 0 if there is none. */
export function takeFirst(): usize {
  const count = queueLength(), self = changetype<usize>(queue);
  if (!count) return 0;
  const entry = entryOf(self, 0);
  store<u32>(self, (load<u32>(self) + 1) % load<u32>(self, CAPACITY));
  store<u32>(self, count - 1, COUNT);
  return entry;
}
