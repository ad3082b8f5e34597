// What closures compile to: the memory that `src/compiler/closures` lays out.
//
// A closure is a function object with what it captures behind it, in one allocation:
//
//    0        4         8
//   ┌────────┬─────────┬───────────────────┬──────────────┐
//   │ index  │ slots   │ managed slots     │ raw values   │
//   │ u32    │ u32     │ ptr each          │              │
//   └────────┴─────────┴───────────────────┴──────────────┘
//   index     of its code in the table, where AssemblyScript's `Function` has it
//   slots     how many managed ones there are; `Function` has its unused `_env` here
//
// It has a class of its own, and with that a visitor of its own: the stock one of `Function` is never asked. An
// environment object behind `_env` would do without, at the price of a second allocation for each closure that is made
// and a second load for each value that a call reads.
//
// A captured variable that is assigned to lives in a cell, which its function and the closures share:
//
//    0             8                        at 16 behind a value of 16 bytes
//   ┌─────────────┬─────────┐
//   │ value       │ ready   │
//   │ ptr or raw  │ u8      │
//   └─────────────┴─────────┘
//   ready     whether it has a value: only of one that is captured before its declaration, or declared as `let x!: T`

// @ts-ignore: decorator
@inline const FIRST_SLOT: usize = 8;

// @ts-ignore: decorator
@global @final export class __Closure {
  private index: u32;
  private slots: u32;

  // @ts-ignore: decorator
  @unsafe private __visit(cookie: u32): void {
    let slot = changetype<usize>(this) + FIRST_SLOT;
    for (const end = slot + this.slots * sizeof<usize>(); slot < end; slot += sizeof<usize>()) {
      __visit(load<usize>(slot), cookie);
    }
  }
}

/** Allocates; in some tests, collects garbage first. */
// @ts-ignore: decorator
@inline function allocate(size: usize, id: u32): usize {
  if (isDefined(POLLEN_COLLECT_AT_SUSPENSION) && ASC_RUNTIME == 2 /* incremental */) __collect();
  return __new(size, id);
}

/** Allocates a closure of `size` bytes. The caller fills it before anything else is allocated: no barrier. */
// @ts-ignore: decorator
@global export function __closure(size: usize, index: u32, slots: u32): __Closure {
  const closure = allocate(size, idof<__Closure>());
  store<u32>(closure, index);
  store<u32>(closure, slots, 4);
  return changetype<__Closure>(closure);
}

/** What a closure captures, if that is one managed reference. */
// @ts-ignore: decorator
@inline export function capturedBy(closure: usize): usize { return load<usize>(closure, FIRST_SLOT); }

/** The cell of a variable that holds a managed reference. */
// @ts-ignore: decorator
@global @final export class __Cell {
  private value: usize;

  // @ts-ignore: decorator
  @unsafe private __visit(cookie: u32): void { __visit(this.value, cookie); }
}

// @ts-ignore: decorator
@global export function __cell(size: usize, value: usize): __Cell {
  const cell = allocate(size, idof<__Cell>());
  if (ASC_RUNTIME != 2 /* incremental: it is filled already */) memory.fill(cell, 0, size);
  store<usize>(cell, value);
  __link(cell, value, false);
  return changetype<__Cell>(cell);
}

// @ts-ignore: decorator
@global export function __cell_set(cell: usize, value: usize): void {
  store<usize>(cell, value);
  __link(cell, value, false);
}

/** The cell of a variable of any other type. */
// @ts-ignore: decorator
@global @final export class __RawCell {}

// @ts-ignore: decorator
@global export function __raw_cell(size: usize): __RawCell {
  const cell = allocate(size, idof<__RawCell>());
  if (ASC_RUNTIME != 2 /* incremental: it is filled already */) memory.fill(cell, 0, size);
  return changetype<__RawCell>(cell);
}
