// An echo server on the listening socket 3: `serve N` serves N connections, however many at once, and ends.
// `serve N once` reads each connection to its end before it answers, by blocking calls.

// @ts-nocheck

@external("wasi_snapshot_preview1", "args_get") declare function args_get(a: u32, b: u32): u32;
@external("wasi_snapshot_preview1", "fd_close") declare function fd_close(fd: u32): u32;
@external("wasi_snapshot_preview1", "fd_write") declare function fd_write(a: u32, b: u32, c: u32, d: u32): u32;
@external("wasi_snapshot_preview1", "fd_fdstat_set_flags") declare function fd_fdstat_set_flags(a: u32, b: u32): u32;
@external("wasi_snapshot_preview1", "poll_oneoff") declare function poll_oneoff(a: u32, b: u32, c: u32, d: u32): u32;
@external("wasi_snapshot_preview1", "proc_exit") declare function proc_exit(a: u32): void;
@external("wasi_snapshot_preview1", "sock_accept") declare function sock_accept(a: u32, b: u32, c: u32): u32;
@external("wasi_snapshot_preview1", "sock_recv") declare function sock_recv(a: u32, b: u32, c: u32, d: u32, e: u32, f: u32): u32;
@external("wasi_snapshot_preview1", "sock_send") declare function sock_send(a: u32, b: u32, c: u32, d: u32, e: u32): u32;
@external("wasi_snapshot_preview1", "sock_shutdown") declare function sock_shutdown(a: u32, b: u32): u32;

const LISTENER: u32 = 3;
const AGAIN: u32 = 6;
const SIZE: u32 = 32768;
const MAX = 64;

const result = memory.data(8);
const iov = memory.data(8);
const subscriptions = memory.data(48 * 65);
const events = memory.data(32 * 65);

export function serveAbort(message: string | null, file: string | null, line: u32, column: u32): void {
  proc_exit(99);
}

class Peer {
  buffer: usize = heap.alloc(SIZE);
  start: u32 = 0;
  end: u32 = 0;
  constructor(public fd: u32) {}
}

function print(text: string): void {
  const bytes = String.UTF8.encode(text + "\n");
  store<u32>(iov, changetype<u32>(bytes));
  store<u32>(iov, bytes.byteLength, 4);
  fd_write(1, <u32>iov, 1, <u32>result);
}

function receive(fd: u32, address: usize, length: u32, flags: u32 = 0): u32 {
  store<u32>(iov, <u32>address);
  store<u32>(iov, length, 4);
  return sock_recv(fd, <u32>iov, 1, flags, <u32>result, <u32>result + 4);
}

function send(fd: u32, address: usize, length: u32): u32 {
  store<u32>(iov, <u32>address);
  store<u32>(iov, length, 4);
  return sock_send(fd, <u32>iov, 1, 0, <u32>result);
}

/** Makes one step; returns whether the connection is over. */
function step(peer: Peer): bool {
  if (peer.start == peer.end) {
    const errno = receive(peer.fd, peer.buffer, SIZE);
    if (errno == AGAIN) return false;
    if (errno != 0) print("recv " + errno.toString());
    if (errno != 0 || load<u32>(result) == 0) return true;
    peer.start = 0;
    peer.end = load<u32>(result);
  }
  const errno = send(peer.fd, peer.buffer + peer.start, peer.end - peer.start);
  if (errno == 0) peer.start += load<u32>(result);
  else if (errno != AGAIN) print("send " + errno.toString());
  return errno != 0 && errno != AGAIN;
}

function serveTogether(total: i32): void {
  const peers: Peer[] = [];
  let accepted = 0;
  fd_fdstat_set_flags(LISTENER, 4);
  while (accepted < total || peers.length > 0) {
    let count: u32 = 0;
    for (let i = 0; i < peers.length; i++) {
      const at = subscriptions + 48 * count++;
      store<u64>(at, i);
      store<u8>(at, peers[i].start == peers[i].end ? 1 : 2, 8);
      store<u32>(at, peers[i].fd, 16);
    }
    if (accepted < total && peers.length < MAX) {
      const at = subscriptions + 48 * count++;
      store<u64>(at, u64.MAX_VALUE);
      store<u8>(at, 1, 8);
      store<u32>(at, LISTENER, 16);
    }
    const errno = poll_oneoff(<u32>subscriptions, <u32>events, count, <u32>result);
    if (errno != 0) return print("poll " + errno.toString());
    const ready = load<u32>(result);
    for (let i = <i32>ready - 1; i >= 0; i--) {
      const which = load<u64>(events + 32 * i);
      if (which == u64.MAX_VALUE) {
        while (accepted < total && peers.length < MAX && sock_accept(LISTENER, 4, <u32>result) == 0) {
          peers.push(new Peer(load<u32>(result)));
          accepted++;
        }
      } else if (step(peers[<i32>which])) {
        fd_close(peers[<i32>which].fd);
        peers.splice(<i32>which, 1);
      }
    }
  }
}

function serveOnce(total: i32): void {
  const buffer = heap.alloc(SIZE);
  for (let i = 0; i < total; i++) {
    const accepting = sock_accept(LISTENER, 0, <u32>result);
    const fd = load<u32>(result);
    if (accepting != 0) return print("accept " + accepting.toString());
    const peeked = receive(fd, buffer, 2, 1);
    const peekedBytes = load<u32>(result);
    const all = receive(fd, buffer, SIZE, 2);
    const bytes = load<u32>(result);
    print("peek " + peeked.toString() + " " + peekedBytes.toString() + " all " + all.toString() + " " + bytes.toString());
    send(fd, buffer, bytes);
    const shut = sock_shutdown(fd, 2);
    const late = send(fd, buffer, 1);
    const end = receive(fd, buffer, SIZE);
    print("shutdown " + shut.toString() + " send " + late.toString() + " recv " + end.toString() + " " + load<u32>(result).toString());
    fd_close(fd);
  }
}

const pointers = memory.data(64);
const texts = memory.data(1024);
args_get(<u32>pointers, <u32>texts);
const first = load<u32>(pointers, 4);
const total = <i32>parseInt(String.UTF8.decodeUnsafe(first, 8, true));
if (load<u32>(pointers, 8) != 0) serveOnce(total);
else serveTogether(total);
print("served " + total.toString());
