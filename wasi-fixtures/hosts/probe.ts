// Makes the preview1 calls that its arguments spell, one call an argument, and prints what each answered, so that one
// module shows the behaviour of every host: `probe "path_open 3 1 'a.txt' 1 -1 -1 0 *4" "fd_read 4 iov:16 *4"`.
//
//   12 -1 0x10   a number
//   'text'       address and length of the text (\0 stands for a zero byte)
//   *N           address of N zeroed bytes, printed in hexadecimal after the call
//   ~N           the same, not printed
//   @N           the same, printed as the names and types of directory entries, sorted
//   hex:6aff     address and length of these bytes
//   iov:N+N...   address and count of an iovec with buffers of N bytes, each printed as text
//   out:'text'   address and count (1) of a ciovec with the text
//   sub:S,S...   address, count of poll subscriptions: mono+NS mono@NS real+NS real@NS read:FD write:FD; NS counts from now
//                after @; tag:N with that tag; flags:N a clock with these flags; afterwards *E prints as events

// @ts-nocheck

@external("wasi_snapshot_preview1", "args_get") declare function args_get(a: u32, b: u32): u32;
@external("wasi_snapshot_preview1", "args_sizes_get") declare function args_sizes_get(a: u32, b: u32): u32;
@external("wasi_snapshot_preview1", "environ_get") declare function environ_get(a: u32, b: u32): u32;
@external("wasi_snapshot_preview1", "environ_sizes_get") declare function environ_sizes_get(a: u32, b: u32): u32;
@external("wasi_snapshot_preview1", "clock_res_get") declare function clock_res_get(a: u32, b: u32): u32;
@external("wasi_snapshot_preview1", "clock_time_get") declare function clock_time_get(a: u32, b: u64, c: u32): u32;
@external("wasi_snapshot_preview1", "fd_advise") declare function fd_advise(a: u32, b: u64, c: u64, d: u32): u32;
@external("wasi_snapshot_preview1", "fd_allocate") declare function fd_allocate(a: u32, b: u64, c: u64): u32;
@external("wasi_snapshot_preview1", "fd_close") declare function fd_close(a: u32): u32;
@external("wasi_snapshot_preview1", "fd_datasync") declare function fd_datasync(a: u32): u32;
@external("wasi_snapshot_preview1", "fd_fdstat_get") declare function fd_fdstat_get(a: u32, b: u32): u32;
@external("wasi_snapshot_preview1", "fd_fdstat_set_flags") declare function fd_fdstat_set_flags(a: u32, b: u32): u32;
@external("wasi_snapshot_preview1", "fd_fdstat_set_rights") declare function fd_fdstat_set_rights(a: u32, b: u64, c: u64): u32;
@external("wasi_snapshot_preview1", "fd_filestat_get") declare function fd_filestat_get(a: u32, b: u32): u32;
@external("wasi_snapshot_preview1", "fd_filestat_set_size") declare function fd_filestat_set_size(a: u32, b: u64): u32;
@external("wasi_snapshot_preview1", "fd_filestat_set_times") declare function fd_filestat_set_times(a: u32, b: u64, c: u64, d: u32): u32;
@external("wasi_snapshot_preview1", "fd_pread") declare function fd_pread(a: u32, b: u32, c: u32, d: u64, e: u32): u32;
@external("wasi_snapshot_preview1", "fd_prestat_get") declare function fd_prestat_get(a: u32, b: u32): u32;
@external("wasi_snapshot_preview1", "fd_prestat_dir_name") declare function fd_prestat_dir_name(a: u32, b: u32, c: u32): u32;
@external("wasi_snapshot_preview1", "fd_pwrite") declare function fd_pwrite(a: u32, b: u32, c: u32, d: u64, e: u32): u32;
@external("wasi_snapshot_preview1", "fd_read") declare function fd_read(a: u32, b: u32, c: u32, d: u32): u32;
@external("wasi_snapshot_preview1", "fd_readdir") declare function fd_readdir(a: u32, b: u32, c: u32, d: u64, e: u32): u32;
@external("wasi_snapshot_preview1", "fd_renumber") declare function fd_renumber(a: u32, b: u32): u32;
@external("wasi_snapshot_preview1", "fd_seek") declare function fd_seek(a: u32, b: i64, c: u32, d: u32): u32;
@external("wasi_snapshot_preview1", "fd_sync") declare function fd_sync(a: u32): u32;
@external("wasi_snapshot_preview1", "fd_tell") declare function fd_tell(a: u32, b: u32): u32;
@external("wasi_snapshot_preview1", "fd_write") declare function fd_write(a: u32, b: u32, c: u32, d: u32): u32;
@external("wasi_snapshot_preview1", "path_create_directory") declare function path_create_directory(a: u32, b: u32, c: u32): u32;
@external("wasi_snapshot_preview1", "path_filestat_get") declare function path_filestat_get(a: u32, b: u32, c: u32, d: u32, e: u32): u32;
@external("wasi_snapshot_preview1", "path_filestat_set_times") declare function path_filestat_set_times(a: u32, b: u32, c: u32, d: u32, e: u64, f: u64, g: u32): u32;
@external("wasi_snapshot_preview1", "path_link") declare function path_link(a: u32, b: u32, c: u32, d: u32, e: u32, f: u32, g: u32): u32;
@external("wasi_snapshot_preview1", "path_open") declare function path_open(a: u32, b: u32, c: u32, d: u32, e: u32, f: u64, g: u64, h: u32, i: u32): u32;
@external("wasi_snapshot_preview1", "path_readlink") declare function path_readlink(a: u32, b: u32, c: u32, d: u32, e: u32, f: u32): u32;
@external("wasi_snapshot_preview1", "path_remove_directory") declare function path_remove_directory(a: u32, b: u32, c: u32): u32;
@external("wasi_snapshot_preview1", "path_rename") declare function path_rename(a: u32, b: u32, c: u32, d: u32, e: u32, f: u32): u32;
@external("wasi_snapshot_preview1", "path_symlink") declare function path_symlink(a: u32, b: u32, c: u32, d: u32, e: u32): u32;
@external("wasi_snapshot_preview1", "path_unlink_file") declare function path_unlink_file(a: u32, b: u32, c: u32): u32;
@external("wasi_snapshot_preview1", "poll_oneoff") declare function poll_oneoff(a: u32, b: u32, c: u32, d: u32): u32;
@external("wasi_snapshot_preview1", "proc_exit") declare function proc_exit(a: u32): void;
@external("wasi_snapshot_preview1", "proc_raise") declare function proc_raise(a: u32): u32;
@external("wasi_snapshot_preview1", "sched_yield") declare function sched_yield(): u32;
@external("wasi_snapshot_preview1", "random_get") declare function random_get(a: u32, b: u32): u32;
@external("wasi_snapshot_preview1", "sock_accept") declare function sock_accept(a: u32, b: u32, c: u32): u32;
@external("wasi_snapshot_preview1", "sock_recv") declare function sock_recv(a: u32, b: u32, c: u32, d: u32, e: u32, f: u32): u32;
@external("wasi_snapshot_preview1", "sock_send") declare function sock_send(a: u32, b: u32, c: u32, d: u32, e: u32): u32;
@external("wasi_snapshot_preview1", "sock_shutdown") declare function sock_shutdown(a: u32, b: u32): u32;

/** What to print of a piece of memory after the call. */
const enum Show { HEX, TEXT, ENTRIES, EVENTS }

class Output {
  constructor(public show: Show, public address: u32, public length: u32) {}
}

const values: i64[] = [];
const outputs: Output[] = [];
let polling = false;

export function probeAbort(message: string | null, file: string | null, line: u32, column: u32): void {
  if (message !== null) print("probe: " + message + "\n", 2);
  proc_exit(99);
}

function allocate(length: u32): u32 {
  const address = <u32>heap.alloc(<usize>max(length, 1) + 8);
  const aligned = (address + 7) & ~7;
  memory.fill(aligned, 0, length);
  return aligned;
}

function print(text: string, fd: u32 = 1): void {
  const bytes = String.UTF8.encode(text);
  const iov = allocate(12);
  store<u32>(iov, changetype<u32>(bytes));
  store<u32>(iov, bytes.byteLength, 4);
  fd_write(fd, iov, 1, iov + 8);
}

function clockNow(id: u32): u64 {
  const at = allocate(8);
  clock_time_get(id, 0, at);
  return load<u64>(at);
}

function number(token: string): i64 {
  return token.startsWith("-") ? -I64.parseInt(token.substring(1)) : I64.parseInt(token);
}

/** Stores the text that the token quotes and returns its address; its length is left in `textLength`. */
let textLength: u32 = 0;
function text(token: string): u32 {
  const bytes = String.UTF8.encode(token.substring(1, token.length - 1).replaceAll("\\0", "\0"));
  textLength = bytes.byteLength;
  const address = allocate(textLength);
  memory.copy(address, changetype<usize>(bytes), textLength);
  return address;
}

/** Buffers of these lengths; the first one is the given address, if there is one. */
function iovec(lengths: string[], address: u32 = 0): void {
  const iov = allocate(8 * lengths.length);
  for (let i = 0; i < lengths.length; i++) {
    const length = <u32>number(lengths[i]);
    const buffer = address ? address : allocate(length);
    store<u32>(iov + 8 * i, buffer);
    store<u32>(iov + 8 * i, length, 4);
    if (!address) outputs.push(new Output(Show.TEXT, buffer, length));
  }
  values.push(iov);
  values.push(lengths.length);
}

function bytes(digits: string): void {
  const address = allocate(digits.length / 2);
  for (let i = 0; i < digits.length; i += 2) {
    store<u8>(address + i / 2, <u8>I32.parseInt(digits.substring(i, i + 2), 16));
  }
  values.push(address);
  values.push(digits.length / 2);
}

function subscriptions(list: string[]): void {
  const base = allocate(48 * list.length);
  for (let i = 0; i < list.length; i++) {
    const token = list[i];
    const at = base + 48 * i;
    store<u64>(at, 1000 + i);
    if (token.startsWith("read:") || token.startsWith("write:")) {
      store<u8>(at, token.startsWith("read:") ? 1 : 2, 8);
      store<u32>(at, <u32>number(token.substring(token.indexOf(":") + 1)), 16);
    } else if (token.startsWith("tag:")) {
      store<u8>(at, <u8>number(token.substring(4)), 8);
    } else if (token.startsWith("flags:")) {
      store<u32>(at, 1, 16);
      store<u16>(at, <u16>number(token.substring(6)), 40);
    } else {
      const id: u32 = token.startsWith("real") ? 0 : token.startsWith("mono") ? 1 : 2;
      const absolute = token.charAt(4) == "@";
      const ns = <u64>number(token.substring(5));
      store<u32>(at, id, 16);
      store<u64>(at, absolute ? clockNow(id) + ns : ns, 24);
      store<u16>(at, absolute ? 1 : 0, 40);
    }
  }
  values.push(base);
  polling = true;
}

function argument(token: string): void {
  if (token.startsWith("'")) {
    values.push(text(token));
    values.push(textLength);
  } else if (token.startsWith("out:")) {
    const address = text(token.substring(4));
    iovec([textLength.toString()], address);
  } else if (token.startsWith("iov:")) {
    iovec(token.substring(4).split("+"));
  } else if (token.startsWith("hex:")) {
    bytes(token.substring(4));
  } else if (token.startsWith("sub:")) {
    subscriptions(token.substring(4).split(","));
  } else if (token.startsWith("*") || token.startsWith("~") || token.startsWith("@")) {
    const length = <u32>number(token.substring(1));
    const address = allocate(length);
    values.push(address);
    const show = token.startsWith("@") ? Show.ENTRIES : polling && length % 32 == 0 ? Show.EVENTS : Show.HEX;
    if (!token.startsWith("~")) outputs.push(new Output(show, address, length));
  } else {
    values.push(number(token));
  }
}

/** Splits at spaces outside of quotes. */
function tokens(line: string): string[] {
  const result: string[] = [];
  let current = "";
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const char = line.charAt(i);
    if (char == "'") quoted = !quoted;
    if (char == " " && !quoted) {
      if (current.length > 0) result.push(current);
      current = "";
    } else current += char;
  }
  if (current.length > 0) result.push(current);
  return result;
}

function bytesAsText(address: u32, length: u32): string {
  let end = length;
  while (end > 0 && load<u8>(address + end - 1) == 0) end--;
  return "'" + String.UTF8.decodeUnsafe(address, end).replaceAll("\n", "\\n") + "'";
}

function entries(address: u32, length: u32): string {
  const names: string[] = [];
  for (let at: u32 = 0; at + 24 <= length && load<u64>(address + at) != 0; ) {
    const size = load<u32>(address + at, 16);
    names.push(String.UTF8.decodeUnsafe(address + at + 24, size) + ":" + load<u8>(address + at, 20).toString());
    at += 24 + size;
  }
  return names.sort().join(",");
}

function events(address: u32, length: u32): string {
  let result = "";
  for (let at = address; at < address + length && load<u64>(at) != 0; at += 32) {
    result += "[" + load<u64>(at).toString() + " error " + load<u16>(at, 8).toString() + " type " + load<u8>(at, 10).toString();
    result += " flags " + load<u16>(at, 24).toString() + "]";
  }
  return result;
}

function hex(address: u32, length: u32): string {
  let result = "";
  for (let i: u32 = 0; i < length; i++) {
    const byte = load<u8>(address + i);
    result += (byte < 16 ? "0" : "") + byte.toString(16);
  }
  return result;
}

function shown(output: Output): string {
  switch (output.show) {
    case Show.TEXT: return bytesAsText(output.address, output.length);
    case Show.ENTRIES: return entries(output.address, output.length);
    case Show.EVENTS: return events(output.address, output.length);
    default: return hex(output.address, output.length);
  }
}

function a(i: i32): u32 { return <u32>values[i]; }
function l(i: i32): u64 { return <u64>values[i]; }

function call(name: string): u32 {
  if (name == "args_get") return args_get(a(0), a(1));
  if (name == "args_sizes_get") return args_sizes_get(a(0), a(1));
  if (name == "environ_get") return environ_get(a(0), a(1));
  if (name == "environ_sizes_get") return environ_sizes_get(a(0), a(1));
  if (name == "clock_res_get") return clock_res_get(a(0), a(1));
  if (name == "clock_time_get") return clock_time_get(a(0), l(1), a(2));
  if (name == "fd_advise") return fd_advise(a(0), l(1), l(2), a(3));
  if (name == "fd_allocate") return fd_allocate(a(0), l(1), l(2));
  if (name == "fd_close") return fd_close(a(0));
  if (name == "fd_datasync") return fd_datasync(a(0));
  if (name == "fd_fdstat_get") return fd_fdstat_get(a(0), a(1));
  if (name == "fd_fdstat_set_flags") return fd_fdstat_set_flags(a(0), a(1));
  if (name == "fd_fdstat_set_rights") return fd_fdstat_set_rights(a(0), l(1), l(2));
  if (name == "fd_filestat_get") return fd_filestat_get(a(0), a(1));
  if (name == "fd_filestat_set_size") return fd_filestat_set_size(a(0), l(1));
  if (name == "fd_filestat_set_times") return fd_filestat_set_times(a(0), l(1), l(2), a(3));
  if (name == "fd_pread") return fd_pread(a(0), a(1), a(2), l(3), a(4));
  if (name == "fd_prestat_get") return fd_prestat_get(a(0), a(1));
  if (name == "fd_prestat_dir_name") return fd_prestat_dir_name(a(0), a(1), a(2));
  if (name == "fd_pwrite") return fd_pwrite(a(0), a(1), a(2), l(3), a(4));
  if (name == "fd_read") return fd_read(a(0), a(1), a(2), a(3));
  if (name == "fd_readdir") return fd_readdir(a(0), a(1), a(2), l(3), a(4));
  if (name == "fd_renumber") return fd_renumber(a(0), a(1));
  if (name == "fd_seek") return fd_seek(a(0), l(1), a(2), a(3));
  if (name == "fd_sync") return fd_sync(a(0));
  if (name == "fd_tell") return fd_tell(a(0), a(1));
  if (name == "fd_write") return fd_write(a(0), a(1), a(2), a(3));
  if (name == "path_create_directory") return path_create_directory(a(0), a(1), a(2));
  if (name == "path_filestat_get") return path_filestat_get(a(0), a(1), a(2), a(3), a(4));
  if (name == "path_filestat_set_times") return path_filestat_set_times(a(0), a(1), a(2), a(3), l(4), l(5), a(6));
  if (name == "path_link") return path_link(a(0), a(1), a(2), a(3), a(4), a(5), a(6));
  if (name == "path_open") return path_open(a(0), a(1), a(2), a(3), a(4), l(5), l(6), a(7), a(8));
  if (name == "path_readlink") return path_readlink(a(0), a(1), a(2), a(3), a(4), a(5));
  if (name == "path_remove_directory") return path_remove_directory(a(0), a(1), a(2));
  if (name == "path_rename") return path_rename(a(0), a(1), a(2), a(3), a(4), a(5));
  if (name == "path_symlink") return path_symlink(a(0), a(1), a(2), a(3), a(4));
  if (name == "path_unlink_file") return path_unlink_file(a(0), a(1), a(2));
  if (name == "poll_oneoff") return poll_oneoff(a(0), a(1), a(2), a(3));
  if (name == "proc_raise") return proc_raise(a(0));
  if (name == "sched_yield") return sched_yield();
  if (name == "random_get") return random_get(a(0), a(1));
  if (name == "sock_accept") return sock_accept(a(0), a(1), a(2));
  if (name == "sock_recv") return sock_recv(a(0), a(1), a(2), a(3), a(4), a(5));
  if (name == "sock_send") return sock_send(a(0), a(1), a(2), a(3), a(4));
  if (name == "sock_shutdown") return sock_shutdown(a(0), a(1));
  if (name == "proc_exit") proc_exit(a(0));
  if (name == "trap") unreachable();
  assert(false, "unknown call " + name);
  return 0;
}

function perform(line: string): void {
  values.length = 0;
  outputs.length = 0;
  polling = false;
  const parts = tokens(line);
  for (let i = 1; i < parts.length; i++) argument(parts[i]);
  let result = parts[0] + " " + call(parts[0]).toString();
  for (let i = 0; i < outputs.length; i++) result += " " + shown(outputs[i]);
  print(result + "\n");
}

const sizes = allocate(8);
args_sizes_get(sizes, sizes + 4);
const count = load<u32>(sizes);
const pointers = allocate(4 * count);
args_get(pointers, allocate(load<u32>(sizes, 4)));
for (let i: u32 = 1; i < count; i++) {
  const start = load<u32>(pointers + 4 * i);
  let end = start;
  while (load<u8>(end) != 0) end++;
  perform(String.UTF8.decodeUnsafe(start, end - start));
}
