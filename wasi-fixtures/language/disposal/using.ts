// using and await using: what is disposed of, when, and which error is left.
import { sleep } from "as-pollen";
import { print } from "./prelude";

class Resource {
  constructor(readonly name: string, private readonly fails: bool = false) { print(`open ${name}`); }
  [Symbol.dispose](): void {
    print(`close ${this.name}`);
    if (this.fails) throw new Error(`close ${this.name} fails`);
  }
}

class AsyncResource {
  constructor(readonly name: string, private readonly fails: bool = false) { print(`open ${name}`); }
  async [Symbol.asyncDispose](): Promise<void> {
    print(`closing ${this.name}`);
    await sleep(1);
    print(`closed ${this.name}`);
    if (this.fails) throw new Error(`close ${this.name} fails`);
  }
}

function maybe(name: string): Resource | null {
  return name == "" ? null : new Resource(name);
}

function show(e: Error): string {
  if (e instanceof SuppressedError) return `${e.message} (${show(e.error)}; ${show(e.suppressed)})`;
  return e.message;
}

function blocks(way: string): string {
  using a = new Resource("a");
  {
    using b = new Resource("b"), c = maybe(way);
    print(`in ${a.name} ${b.name} ${c === null ? "-" : "c"}`);
  }
  for (const n of [1, 2, 3]) {
    using d = new Resource(`d${n}`);
    if (way == "continue" && n == 1) continue;
    if (way == "break" && n == 2) break;
    if (way == "return") return `returned ${d.name}`;
    if (way == "throw") throw new Error("body fails");
    print(`loop ${n}`);
  }
  const read = (): string => a.name;
  return `end ${read()}`;
}

function failing(way: i32): void {
  using a = new Resource("a", way >= 1);
  using b = new Resource("b", way >= 2);
  print(`${a.name}${b.name}`);
  if (way >= 3) throw new Error("body fails");
}

async function asynchronous(way: string): Promise<string> {
  await using a = new AsyncResource("a", way == "both");
  using b = new Resource("b");
  await using none: AsyncResource | null = null;
  print(`in ${a.name} ${b.name} ${none === null}`);
  await sleep(1);
  if (way == "return") return "returned";
  if (way == "throw" || way == "both") throw new Error("body fails");
  await using c = new AsyncResource("c", way == "c");
  return `end ${c.name}`;
}

export async function main(): Promise<void> {
  for (const way of ["", "continue", "break", "return", "throw"]) {
    try {
      print(blocks(way));
    } catch (e) {
      print(show(e as Error));
    }
  }
  for (let way = 0; way < 4; way++) {
    try {
      failing(way);
    } catch (e) {
      print(show(e as Error));
    }
  }
  for (const way of ["end", "return", "throw", "both", "c"]) {
    try {
      print(await asynchronous(way));
    } catch (e) {
      print(show(e as Error));
    }
  }
  const using = "a name";
  print(using);
}
