// What the programs of the compiler's tests use besides the language. `tests/setup/v8.ts` has the same names for V8.

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "args_sizes_get")
declare function args_sizes_get(count: usize, bytes: usize): u16;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "args_get")
declare function args_get(pointers: usize, bytes: usize): u16;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_write")
declare function fd_write(fd: i32, iovecs: usize, count: usize, written: usize): u16;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "proc_exit")
declare function proc_exit(code: i32): void;

// @ts-ignore: decorator
@lazy const cell = memory.data(16);

/** Writes a line to stdout. */
// @ts-ignore: decorator
@global export function print(line: string): void {
  const bytes = String.UTF8.encode(line + "\n");
  store<usize>(cell, changetype<usize>(bytes));
  store<usize>(cell, bytes.byteLength, 4);
  fd_write(1, cell, 1, cell + 8);
}

/** A number as JavaScript writes it: no fraction where there is none. */
// @ts-ignore: decorator
@global export function num(value: f64): string {
  const whole = <i64>value;
  return <f64>whole == value ? whole.toString() : value.toString();
}

/** Product of two integers, as `Math.imul` has it. */
// @ts-ignore: decorator
@global export function imul(a: i32, b: i32): i32 { return a * b; }

/** What a failed program ends with. */
export function abort(message: string | null = null, file: string | null = null, line: u32 = 0, column: u32 = 0): void {
  print("abort: " + (message ? message : "") + (file ? " at " + file + ":" + line.toString() : ""));
  proc_exit(134);
}

/** The number that the program was given as its argument. */
export function firstProgram(): i32 {
  if (args_sizes_get(cell, cell + 4) || load<u32>(cell) < 2) return 0;
  const size = (load<u32>(cell) << 2) + load<u32>(cell, 4);
  const pointers = heap.alloc(size);
  args_get(pointers, pointers + (load<u32>(cell) << 2));
  const text = load<usize>(pointers, 4);
  const first = <i32>parseInt(String.UTF8.decodeUnsafe(text, pointers + size - text, true));
  heap.free(pointers);
  return first;
}
