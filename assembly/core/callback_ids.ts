// The callback timers that can be cleared, by their identifiers: a table in memory of its own, with open addressing. The timers
// themselves are kept alive by the wheel, or by the job that they are.
//
//    0      4
//   ┌──────┬────────┐
//   │ id   │ timer  │  an entry; 0: none
//   └──────┴────────┘
//
// An entry is at the place that the hash of its identifier names, or behind it, with no gap in between.

// @ts-ignore: decorator
@inline const ENTRY_BITS: u32 = 3;
/** Fibonacci hashing: identifiers that follow each other are spread evenly. */
// @ts-ignore: decorator
@inline const GOLDEN: u32 = 0x9e3779b1;

let bits: u32 = 4;
// @ts-ignore: decorator
@lazy let table = newTable(4);
let size: u32 = 0;

function newTable(bits: u32): usize {
  const bytes: usize = 1 << (bits + ENTRY_BITS), table = heap.alloc(bytes);
  memory.fill(table, 0, bytes);
  return table;
}

// @ts-ignore: decorator
@inline function placeOf(id: u32): u32 { return (id * GOLDEN) >>> (32 - bits); }

// @ts-ignore: decorator
@inline function next(place: u32): u32 { return (place + 1) & ((1 << bits) - 1); }

// @ts-ignore: decorator
@inline function entryAt(place: u32): usize { return table + (<usize>place << ENTRY_BITS); }

/** The entry of an identifier, or the empty one where it would be. */
function entryOf(id: u32): usize {
  let place = placeOf(id), entry = entryAt(place);
  while (load<u32>(entry) && load<u32>(entry) != id) {
    place = next(place);
    entry = entryAt(place);
  }
  return entry;
}

/** The timer of an identifier, or 0. */
export function timerOf(id: u32): usize { return load<usize>(entryOf(id), 4); }

/** Adds a timer whose identifier has none. */
export function addTimer(id: u32, timer: usize): void {
  if (++size > 1 << (bits - 1)) grow();
  const entry = entryOf(id);
  store<u32>(entry, id);
  store<usize>(entry, timer, 4);
}

function grow(): void {
  const old = table, end = old + (<usize>1 << (bits + ENTRY_BITS));
  table = newTable(++bits);
  for (let from = old; from < end; from += 1 << ENTRY_BITS) {
    if (load<u32>(from)) store<u64>(entryOf(load<u32>(from)), load<u64>(from));
  }
  heap.free(old);
}

/** Takes an identifier out that has a timer. Those behind it move up that would no longer be found. */
export function removeTimer(id: u32): void {
  let gap = entryOf(id);
  size--;
  for (let place = next(<u32>((gap - table) >> ENTRY_BITS)); true; place = next(place)) {
    const entry = entryAt(place), found = load<u32>(entry);
    if (!found) break;
    const mask: u32 = (1 << bits) - 1, distance = (place - <u32>((gap - table) >> ENTRY_BITS)) & mask;
    if (((place - placeOf(found)) & mask) < distance) continue;
    store<u64>(gap, load<u64>(entry));
    gap = entry;
  }
  store<u64>(gap, 0);
}
