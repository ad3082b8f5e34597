// Copies standard input to standard output with a buffer of 64 KiB, waiting by poll_oneoff before each read when it has an
// argument. Exits with the errno of the call that failed.

// @ts-nocheck

@external("wasi_snapshot_preview1", "args_sizes_get") declare function args_sizes_get(count: usize, size: usize): u32;
@external("wasi_snapshot_preview1", "fd_read") declare function fd_read(fd: u32, iovs: usize, count: u32, result: usize): u32;
@external("wasi_snapshot_preview1", "fd_write") declare function fd_write(fd: u32, iovs: usize, count: u32, result: usize): u32;
@external("wasi_snapshot_preview1", "poll_oneoff") declare function poll_oneoff(subs: usize, events: usize, count: u32, result: usize): u32;
@external("wasi_snapshot_preview1", "proc_exit") declare function proc_exit(code: u32): void;

export function copyAbort(message: string | null, file: string | null, line: u32, column: u32): void {
  proc_exit(99);
}

const BUFFER_SIZE: u32 = 65536;
const buffer = memory.data(65536);
const iov = memory.data(8, 4);
const result = memory.data(8, 4);
const subscription = memory.data(48, 8);
const event = memory.data(32, 8);

args_sizes_get(result, result + 4);
const polls = load<u32>(result) > 1;
store<u8>(subscription, 1, 8); // fd_read of descriptor 0

while (true) {
  if (polls) {
    const error = poll_oneoff(subscription, event, 1, result);
    if (error != 0) proc_exit(error);
  }
  store<u32>(iov, <u32>buffer);
  store<u32>(iov, BUFFER_SIZE, 4);
  const failure = fd_read(0, iov, 1, result);
  if (failure != 0) proc_exit(failure);
  const length = load<u32>(result);
  if (length == 0) break;
  for (let done: u32 = 0; done < length; done += load<u32>(result)) {
    store<u32>(iov, <u32>buffer + done);
    store<u32>(iov, length - done, 4);
    const error = fd_write(1, iov, 1, result);
    if (error != 0) proc_exit(error);
  }
}
