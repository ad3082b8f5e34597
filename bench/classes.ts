// The same work as state machines written by hand: a class a kind of task, a ready queue, and nothing else. What it
// lacks of a runtime (results of any type, rejections, timers, I/O) it does not pay for.
import { clock, memoryBytes, report } from "./clock";

abstract class Machine {
  next: Machine | null = null;
  waiter: Machine | null = null;
  state: i32 = 0;
  value: i32 = 0;
  abstract resume(): void;

  end(value: i32): void {
    this.value = value;
    this.state = -1;
    const waiter = this.waiter;
    if (waiter !== null) ready(waiter);
  }
}

let head: Machine | null = null;
let tail: Machine | null = null;

function ready(machine: Machine): void {
  machine.next = null;
  if (head === null) head = machine;
  else tail!.next = machine;
  tail = machine;
}

function run(): void {
  for (let machine = head; machine !== null; machine = head) {
    head = machine.next;
    machine.resume();
  }
}

class Value extends Machine {
  constructor(private readonly i: i32) { super(); }
  resume(): void { this.end(this.i & 7); }
}

class SpawnAwait extends Machine {
  private i: i32 = 0;
  private awaited: Value | null = null;
  constructor(private readonly n: i32) { super(); }
  resume(): void {
    if (this.state == 1) this.value += this.awaited!.value;
    if (this.i == this.n) {
      this.end(this.value);
      return;
    }
    const value = new Value(this.i++);
    value.waiter = this;
    this.awaited = value;
    this.state = 1;
    ready(value);
  }
}

class SpawnJoin extends Machine {
  private readonly all: Array<Value>;
  private i: i32 = 0;
  constructor(n: i32) {
    super();
    this.all = new Array<Value>(n);
  }
  resume(): void {
    const all = this.all;
    if (this.state == 0) {
      for (let i = 0; i < all.length; i++) ready(all[i] = new Value(i));
      this.state = 1;
    }
    for (; this.i < all.length; this.i++) {
      const value = all[this.i];
      if (value.state >= 0) {
        value.waiter = this;
        return;
      }
      this.value += value.value;
    }
    this.end(this.value);
  }
}

class Yielder extends Machine {
  constructor(private left: i32) { super(); }
  resume(): void {
    if (this.left-- > 0) ready(this);
    else this.end(0);
  }
}

class Waiter extends Machine {
  resume(): void { this.end(1); }
}

function work(bench: string, n: i32): void {
  if (bench == "spawn_await") ready(new SpawnAwait(n));
  else if (bench == "spawn_join") ready(new SpawnJoin(n));
  else {
    const tasks = bench == "yield2" ? 2 : 1000;
    for (let i = 0; i < tasks; i++) ready(new Yielder(n / tasks));
  }
  run();
}

/** Async only to be given the arguments. */
export async function main(args: string[]): Promise<void> {
  const bench = args[0], n = <i32>parseInt(args[1]);
  if (bench == "idle") {
    const before = memoryBytes();
    const all = new Array<Waiter>(n);
    for (let i = 0; i < n; i++) all[i] = new Waiter();
    report("idle", (memoryBytes() - before) / n, "B/task");
    return;
  }
  work(bench, n / 10);
  const began = clock();
  work(bench, n);
  report(bench, (clock() - began) / n, "ns");
}
