// The C ABI once more, as small as it can be: no timer wheel, no reactor, no collector, at most 1,024 handles, each of which
// is used once. It shows that a module does not depend on Pollen's runtime. Plain AssemblyScript, `--runtime stub`.

// @ts-ignore: decorator
@external("env", "pollen_call")
declare function pollen_call(poll: usize, state: usize, waker: i32): i32;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "poll_oneoff")
declare function poll_oneoff(subscriptions: usize, events: usize, count: usize, handled: usize): u16;
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "clock_time_get")
declare function clock_time_get(clock: u32, precision: u64, time: usize): u16;

const enum Kind { NONE, SCOPE, TASK }
const enum Status { RUNNING, YIELDED, DONE }
const enum Code { BAD_HANDLE = -1, FULL = -4, STUCK = -6, NO_TASK = -7, BAD_STATUS = -8, BAD_EVENT = -9 }

const NEVER: i64 = i64.MAX_VALUE;
const LIMIT = 1024;

/** A task or a scope. */
class Item {
  kind: Kind = Kind.NONE;
  /** Of a task its scope, of a scope the one that it is in. */
  parent: i32 = 0;
  isCancelled: bool = false;
  poll: usize = 0;
  state: usize = 0;
  holders: i32 = 1;
  isDone: bool = false;
  hasFailed: bool = false;
  isQueued: bool = false;
  isWoken: bool = false;
  deadline: i64 = NEVER;
  fd: i32 = -1;
  events: i32 = 0;
}

const items = new StaticArray<Item>(LIMIT);
let count = 1;
const queue = new StaticArray<i32>(LIMIT);
let first = 0, last = 0;
let current = 0;
const cells = memory.data(1024, 8);

function find(handle: i32, kind: Kind): Item | null {
  if (handle <= 0 || handle >= count) return null;
  const item = items[handle];
  return item.kind == kind ? item : null;
}

function add(kind: Kind, parent: i32): i32 {
  if (count == LIMIT) return Code.FULL;
  const item = new Item();
  item.kind = kind;
  item.parent = parent;
  items[count] = item;
  return count++;
}

function time(): i64 {
  clock_time_get(1, 1000, cells + 1008);
  return load<i64>(cells + 1008);
}

function isWithin(handle: i32, scope: i32): bool {
  for (; handle; handle = items[handle].parent) if (handle == scope) return true;
  return false;
}

function countIn(scope: i32): i32 {
  let tasks = 0;
  for (let i = 1; i < count; i++) tasks += i32(items[i].kind == Kind.TASK && !items[i].isDone && isWithin(i, scope));
  return tasks;
}

function enqueue(handle: i32): void {
  const item = items[handle];
  if (item.isQueued) return;
  item.isQueued = true;
  queue[last++ % LIMIT] = handle;
}

function wake(handle: i32): bool {
  const item = items[handle];
  if (item.isDone) return false;
  if (handle == current) item.isWoken = true;
  else enqueue(handle);
  return true;
}

function finish(item: Item): void {
  item.isDone = true;
  if (!--item.holders) item.kind = Kind.NONE;
}

function step(handle: i32): void {
  const item = items[handle], outer = current;
  item.isQueued = item.isWoken = false;
  item.deadline = NEVER;
  item.events = 0;
  if (item.isDone) return;
  current = handle;
  const status = pollen_call(item.poll, item.state, handle);
  current = outer;
  if (item.isDone || (status == Status.YIELDED && !item.isWoken)) return;
  if (status == Status.RUNNING || status == Status.YIELDED) enqueue(handle);
  else {
    item.hasFailed = status != Status.DONE;
    finish(item);
  }
}

/** Queues those whose time has come, in its order. */
function expire(): void {
  const now = time();
  while (true) {
    let next = 0;
    for (let i = 1; i < count; i++) {
      const deadline = items[i].deadline;
      if (deadline <= now && !items[i].isQueued && (!next || deadline < items[next].deadline)) next = i;
    }
    if (!next) return;
    items[next].deadline = NEVER;
    enqueue(next);
  }
}

//   cells:   0 subscriptions, 48 bytes each       768 events, 32 bytes each       1008 time       1016 how many
/** Waits for time and descriptors, at most until `deadline`. Returns false if there is nothing to wait for. */
function waitForHost(deadline: i64): bool {
  let subscriptions = 1;
  for (let i = 1; i < count && subscriptions < 7; i++) {
    const item = items[i];
    if (item.kind != Kind.TASK || item.isDone) continue;
    deadline = min(deadline, item.deadline);
    for (let event = 1; event <= 2; event++) {
      if (!(item.events & event)) continue;
      const at = cells + 48 * subscriptions++;
      memory.fill(at, 0, 48);
      store<u64>(at, i);
      store<u8>(at, event, 8);
      store<i32>(at, item.fd, 16);
    }
  }
  if (deadline == NEVER && subscriptions == 1) return false;
  memory.fill(cells, 0, 48);
  store<u32>(cells, 1, 16);
  store<i64>(cells, deadline == NEVER ? 1_000_000_000 : max<i64>(deadline - time(), 1), 24);
  if (poll_oneoff(cells, cells + 768, subscriptions, cells + 1016)) return false;
  for (let i: u32 = 0; i < load<u32>(cells, 1016); i++) {
    const task = load<i32>(cells + 768 + 32 * i);
    if (task) enqueue(task);
  }
  return true;
}

/** Runs until a scope is empty, or a task is done, or it is `deadline`. */
function runUntil(scope: i32, task: i32, deadline: i64 = NEVER): bool {
  while (task ? !items[task].isDone : countIn(scope) > 0) {
    if (first != last) step(queue[first++ % LIMIT]);
    else if (time() >= deadline) return true;
    else {
      expire();
      if (first == last && !waitForHost(deadline)) return false;
    }
  }
  return true;
}

export function runtime_create(): i32 { return add(Kind.SCOPE, 0); }

export function cancel_token(scope: i32): i32 {
  return find(scope, Kind.SCOPE) === null ? Code.BAD_HANDLE : add(Kind.SCOPE, scope);
}

export function runtime_destroy(scope: i32): i32 {
  if (find(scope, Kind.SCOPE) === null) return Code.BAD_HANDLE;
  const dropped = countIn(scope);
  for (let i = 1; i < count; i++) if (items[i].kind == Kind.TASK && !items[i].isDone && isWithin(i, scope)) finish(items[i]);
  items[scope].kind = Kind.NONE;
  return dropped;
}

function start(scope: i32, state: usize, poll: usize): i32 {
  if (find(scope, Kind.SCOPE) === null) return Code.BAD_HANDLE;
  const handle = add(Kind.TASK, scope);
  if (handle < 0) return handle;
  items[handle].state = state;
  items[handle].poll = poll;
  enqueue(handle);
  return handle;
}

export function spawn(scope: i32, state: usize, poll: usize): i32 { return min(start(scope, state, poll), 0); }

export function block_on(scope: i32, state: usize, poll: usize): i32 {
  const task = start(scope, state, poll);
  if (task < 0) return task;
  if (!runUntil(scope, task)) return Code.STUCK;
  return items[task].hasFailed ? Code.BAD_STATUS : 0;
}

export function run(scope: i32): i32 {
  if (find(scope, Kind.SCOPE) === null) return Code.BAD_HANDLE;
  return runUntil(scope, 0) ? 0 : Code.STUCK;
}

export function shutdown(scope: i32, ms: f64): i32 {
  const error = cancel(scope);
  if (error) return error;
  runUntil(scope, 0, time() + <i64>(ms * 1e6));
  return countIn(scope);
}

export function waker_wake(waker: i32): i32 { return find(waker, Kind.TASK) === null ? Code.BAD_HANDLE : i32(wake(waker)); }

export function waker_clone(waker: i32): i32 {
  const task = find(waker, Kind.TASK);
  if (task === null) return Code.BAD_HANDLE;
  task.holders++;
  return waker;
}

export function waker_drop(waker: i32): i32 {
  const task = find(waker, Kind.TASK);
  if (task === null || (task.holders == 1 && !task.isDone)) return Code.BAD_HANDLE;
  if (!--task.holders) task.kind = Kind.NONE;
  return 0;
}

export function await_after(ms: f64): i32 {
  if (!current) return Code.NO_TASK;
  items[current].deadline = time() + <i64>(max<f64>(ms, 0) * 1e6);
  return 0;
}

export function await_io(fd: i32, events: i32): i32 {
  if (!current) return Code.NO_TASK;
  if (events < 1 || events > 3) return Code.BAD_EVENT;
  items[current].fd = fd;
  items[current].events = events;
  return 0;
}

export function cancel(scope: i32): i32 {
  const found = find(scope, Kind.SCOPE);
  if (found === null) return Code.BAD_HANDLE;
  if (found.isCancelled) return 0;
  found.isCancelled = true;
  for (let i = 1; i < count; i++) if (items[i].kind == Kind.TASK && !items[i].isDone && isWithin(i, scope)) wake(i);
  return 0;
}

export function cancel_requested(): i32 {
  if (!current) return Code.NO_TASK;
  for (let at = current; at; at = items[at].parent) if (items[at].isCancelled) return 1;
  return 0;
}

export function now(): f64 { return <f64>time() / 1e6; }
