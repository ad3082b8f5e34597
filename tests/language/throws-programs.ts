// Random programs about errors: nested `try`, `catch` and `finally`; throws in functions that are called directly, by
// value and through methods; loops and switches that `break`, `continue` and `return` leave in every place; awaits anywhere.

/** A sequence of numbers that a seed determines. */
class Random {
  constructor(private state: number) {}

  below(n: number): number {
    this.state = (Math.imul(this.state, 1103515245) + 12345) >>> 0;
    return (this.state >>> 8) % n;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

/** What a statement may use. */
interface Scope {
  readonly numbers: readonly string[];
  readonly variables: readonly string[];
  readonly boxes: readonly string[];
  readonly errors: readonly string[];
  readonly isAsync: boolean;
  readonly inLoop: boolean;
  readonly inSwitch: boolean;
}

const PRELUDE = `import { sleep, yieldNow } from "as-pollen";

class Coded extends Error {
  constructor(public code: i32, message: string) { super(message); this.name = "Coded"; }
}
class Worse extends Coded {
  constructor(message: string) { super(99, message); this.name = "Worse"; }
}
class Box { constructor(public v: i32) {} }
function size(box: Box | null): i32 { return box ? box.v : -1; }
class Base {
  n: i32 = 1;
  act(x: i32): i32 { this.n++; return m(x + this.n); }
}
class Derived extends Base {
  act(x: i32): i32 { if (x % 3 == 1) throw new Coded(x, "act"); return m(x - this.n); }
}

let out = "";
let fuel: i32 = 0;
let glob: i32 = 3;

function log(s: string): void {
  out += s + ";";
  if (out.length > 100) { print(out); out = ""; }
}
function m(x: i32): i32 { return x % 1000; }
function risky(x: i32): i32 {
  if (x % 5 == 4) throw new Error("r" + x.toString());
  if (x % 7 == 5) throw new Worse("w");
  return x;
}
function standard(x: i32): i32 { if (x % 4 == 3) throw new RangeError("range"); return x + 1; }
function through(x: i32): i32 { return standard(risky(x)); }
function tell(e: Error): string {
  if (e instanceof Worse) return "W" + e.code.toString() + e.message;
  if (e instanceof Coded) return "C" + e.code.toString();
  return e.name + e.message;
}
const values: ((x: i32) => i32)[] = [risky, m, standard, through];
const things: Base[] = [new Base(), new Derived()];
async function later(x: i32): Promise<i32> { await yieldNow(); return through(x); }
async function slow(x: i32): Promise<i32> { await sleep(x & 3); if (x % 6 == 2) throw new Coded(x, "slow"); return x; }
async function safe(p: Promise<i32>): Promise<i32> { try { return await p; } catch (e) { log("s" + tell(e as Error)); return 1; } }
`;

export function throwingProgram(seed: number): string {
  return new Generator(new Random(seed)).program();
}

class Generator {
  private names = 0;

  constructor(private readonly random: Random) {}

  program(): string {
    const functions = ["f0", "f1", "f2"].map((name) => this.function(name, false));
    const asyncs = ["g0", "g1", "g2"].map((name) => this.function(name, true));
    const calls = (name: string, wait: string): string =>
      `for (let i: i32 = 0; i < 4; i++) { fuel = 60; try { log((${wait}${name}(i)).toString()); } ` +
      `catch (e) { log("E" + tell(e as Error)); } log("g" + glob.toString()); }`;
    const sync = ["f0", "f1", "f2"].map((name) => calls(name, "")).join("\n  ");
    const async = ["g0", "g1", "g2"].map((name) => calls(name, "await ")).join("\n  ");
    const together = `fuel = 60; const all = [safe(g0(5)), safe(g1(6)), safe(g2(7))];
  for (let i: i32 = 0; i < 3; i++) log((await all[i]).toString());`;
    return `${PRELUDE}
${functions.join("\n")}
${asyncs.join("\n")}
export async function main(): Promise<void> {
  ${sync}
  ${async}
  ${together}
  print(out);
}
`;
  }

  private function(name: string, isAsync: boolean): string {
    const scope: Scope = {
      numbers: ["a", "glob"],
      variables: ["a", "glob"],
      boxes: [],
      errors: [],
      isAsync,
      inLoop: false,
      inSwitch: false,
    };
    const head = isAsync ? `async function ${name}(a: i32): Promise<i32>` : `function ${name}(a: i32): i32`;
    return `${head} {\n  if (--fuel < 0) return a;\n  ${this.statements(scope, 3, 4)}\n  return a;\n}`;
  }

  private name(prefix: string): string {
    return prefix + ++this.names;
  }

  private number(scope: Scope, depth: number): string {
    const { random } = this;
    if (depth <= 0) return random.pick([String(random.below(9)), ...scope.numbers]);
    const inner = (): string => this.number(scope, depth - 1);
    switch (random.below(scope.isAsync ? 13 : 10)) {
      case 0:
      case 1:
        return `m(${inner()} ${random.pick(["+", "-", "*"])} ${inner()})`;
      case 2:
        return `(${this.condition(scope, depth - 1)} ? ${inner()} : ${inner()})`;
      case 3:
        return `${random.pick(["risky", "standard", "through"])}(${inner()})`;
      case 4:
        return `values[${random.below(4)}](${inner()})`;
      case 5:
        return `things[${random.below(2)}].act(${inner()})`;
      case 6:
        return `${random.pick(["f0", "f1", "f2"])}(${inner()})`;
      case 7:
        return `(${random.pick(scope.variables)} = m(${inner()}))`;
      case 8:
        return scope.boxes.length ? `size(${random.pick(scope.boxes)})` : inner();
      case 9:
        return random.pick(scope.numbers);
      case 10:
        return `(await ${random.pick(["later", "slow"])}(${inner()}))`;
      case 11:
        return `(await ${random.pick(["g0", "g1", "g2"])}(${inner()}))`;
      default:
        return `(await safe(slow(${inner()})))`;
    }
  }

  private condition(scope: Scope, depth: number): string {
    const left = this.number(scope, depth);
    return this.random.pick([`${left} > ${this.number(scope, 0)}`, `${left} % 2 == 0`, `${left} % 3 != 1`]);
  }

  private statements(scope: Scope, depth: number, count: number): string {
    let current = scope;
    const list: string[] = [];
    for (let i = 0; i < count; i++) {
      const declared = this.declaration(current);
      if (declared) {
        list.push(declared.text);
        current = declared.scope;
      } else list.push(this.statement(current, depth));
    }
    return list.join("\n  ");
  }

  private block(scope: Scope, depth: number, count: number): string {
    return `{ ${this.statements(scope, depth, count)} }`;
  }

  private declaration(scope: Scope): { text: string; scope: Scope } | null {
    const { random } = this;
    switch (random.below(8)) {
      case 0: {
        const name = this.name("v");
        const text = `let ${name}: i32 = ${this.number(scope, 2)};`;
        const numbers = [...scope.numbers, name];
        return { text, scope: { ...scope, numbers, variables: [...scope.variables, name] } };
      }
      case 1: {
        const name = this.name("b");
        const text = `let ${name}: Box | null = ${random.pick(["null", `new Box(${this.number(scope, 1)})`])};`;
        return { text, scope: { ...scope, boxes: [...scope.boxes, name] } };
      }
      default:
        return null;
    }
  }

  private statement(scope: Scope, depth: number): string {
    const { random } = this;
    const inner = (count: number, changes: Partial<Scope> = {}): string =>
      this.block({ ...scope, ...changes }, depth - 1, count);
    switch (random.below(depth > 0 ? 17 : 8)) {
      case 0:
        return `${random.pick(scope.variables)} = ${this.number(scope, 2)};`;
      case 1:
        return `log((${this.number(scope, 2)}).toString());`;
      case 2:
        return `if (${this.condition(scope, 1)}) ${this.thrown(scope)}`;
      case 3:
        return scope.boxes.length
          ? `${random.pick(scope.boxes)} = ${random.pick(["null", `new Box(${this.number(scope, 1)})`])};`
          : `log("n");`;
      case 4:
        if (scope.inLoop) return `if (${this.condition(scope, 1)}) ${random.pick(["break", "continue"])};`;
        return scope.inSwitch ? `if (${this.condition(scope, 1)}) break;` : `log("o");`;
      case 5:
        return `if (${this.condition(scope, 1)} && fuel % 3 == 0) return ${this.number(scope, 1)};`;
      case 6:
        return scope.isAsync ? random.pick(["await yieldNow();", "await sleep(1);"]) : `glob = m(glob + 1);`;
      case 7:
        return scope.boxes.length ? this.narrowed(scope) : `log("p");`;
      case 8: {
        const name = this.name("k");
        const numbers = [...scope.numbers, name];
        return `for (let ${name}: i32 = 0; ${name} < 3 && --fuel > 0; ${name}++) ${inner(3, { numbers, inLoop: true })}`;
      }
      case 9:
        return `while (--fuel > 0 && ${this.condition(scope, 1)}) ${inner(3, { inLoop: true })}`;
      case 10:
        return `do ${inner(2, { inLoop: true })} while (--fuel > 0 && ${this.condition(scope, 1)});`;
      case 11: {
        const changes = { inSwitch: true, inLoop: false };
        return (
          `switch (${this.number(scope, 1)} & 3) { case 0: ${inner(2, changes)} ` +
          `case 1: ${inner(1, changes)} break; default: ${inner(2, changes)} }`
        );
      }
      case 12:
        return `if (${this.condition(scope, 2)}) ${inner(2)} else ${inner(1)}`;
      case 13:
        return `try ${inner(3)} ${this.handler(scope, depth)}`;
      case 14:
      case 15:
        return `try ${inner(3)} ${this.handler(scope, depth)} finally ${inner(2)}`;
      default:
        return `try ${inner(3)} finally ${inner(2)}`;
    }
  }

  private handler(scope: Scope, depth: number): string {
    const name = this.name("e");
    const body = this.statements({ ...scope, errors: [...scope.errors, name] }, depth - 1, 2);
    return `catch (${name}) { log("c" + tell(${name} as Error)); ${body} }`;
  }

  private thrown(scope: Scope): string {
    const { random } = this;
    return random.pick([
      `throw new Error("t" + (${this.number(scope, 1)}).toString());`,
      `throw new Coded(${this.number(scope, 1)}, "coded");`,
      `throw new Worse("worse");`,
      `throw new TypeError("type");`,
      ...scope.errors.map((name) => `throw ${name};`),
    ]);
  }

  /** Reads a box where the compiler may think that it is there. */
  private narrowed(scope: Scope): string {
    const box = this.random.pick(scope.boxes);
    const number = this.number(scope, 1);
    return (
      `if (${box}) { try { log((${box}).v.toString()); ${box} = null; glob = ${number}; ${box} = new Box(2); } ` +
      `catch (${this.name("e")}) { log(${box} ? "some" : "none"); } }`
    );
  }
}
