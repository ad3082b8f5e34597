// Random programs about closures: arrow functions and function statements, async or not, that read and write variables
// of the functions and loops around them; kept, passed and called long after; with errors thrown through them.

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

/** What an expression or a statement may use. */
interface Scope {
  readonly numbers: string[];
  /** Those of the numbers that may be assigned to. */
  readonly variables: string[];
  readonly texts: string[];
  readonly textVariables: string[];
  readonly functions: string[];
  readonly inLoop: boolean;
  /** Whether `return` may leave the block. */
  readonly mayReturn: boolean;
  readonly hasThis: boolean;
}

const COMMON = `import { yieldNow } from "as-pollen";

let fuel: i32 = 0;
let printed: i32 = 0;
let glob: i32 = 3;
function log(line: string): void { if (printed++ < 60) print(line); }
function m(x: i32): i32 { return x % 1000; }
function cut(s: string): string { return s.length > 9 ? s.substring(s.length - 6) : s; }
function sum(list: i32[]): i32 { let total = 0; list.forEach((x) => { total += x; }); return m(total); }
function risky(x: i32): i32 { if (x % 5 == 4) throw new Error("risky " + x.toString()); return x; }
`;

const sizeOf = "(x < 0 ? -x : x)";

/** The program of a seed: an even one is synchronous, an odd one async. */
export function closureProgram(seed: number): string {
  return new Generator(new Random(seed * 7919), seed % 2 === 1).program();
}

class Generator {
  private names = 0;
  private readonly top: string[] = [];

  constructor(
    private readonly random: Random,
    private readonly isAsync: boolean,
  ) {}

  private name(prefix: string): string {
    return `${prefix}${++this.names}`;
  }

  private get async(): string {
    return this.isAsync ? "async " : "";
  }

  private get await(): string {
    return this.isAsync ? "await " : "";
  }

  private result(type: string): string {
    return this.isAsync ? `Promise<${type}>` : type;
  }

  private times(n: number, make: () => string): string {
    return Array.from({ length: n }, make).join("\n");
  }

  // ---- expressions

  private number(scope: Scope, depth: number): string {
    const { random } = this;
    if (depth <= 0) return random.pick([`${random.below(9)}`, ...scope.numbers]);
    const operand = (): string => this.number(scope, depth - 1);
    switch (random.below(14)) {
      case 0:
      case 1:
        return `m(${operand()} ${random.pick(["+", "-", "*"])} ${operand()})`;
      case 2:
        return `(${this.condition(scope, depth - 1)} ? ${operand()} : ${operand()})`;
      case 3:
      case 4:
      case 5:
        return scope.functions.length ? `${this.await}${random.pick(scope.functions)}(${operand()})` : operand();
      case 6:
        return `${this.await}stored(${operand()})`;
      case 7:
        return this.top.length
          ? `${this.await}${random.pick(this.top)}(${operand()}, ${this.text(scope, 1)})`
          : operand();
      case 8:
        return `risky(${operand()})`;
      case 9:
        return scope.variables.length ? `(${random.pick(scope.variables)} = m(${operand()}))` : operand();
      case 10:
        return `(${this.text(scope, depth - 1)}).length`;
      case 11:
        return scope.hasThis ? random.pick(["this.n", "m(this.n++)", `(this.n = m(${operand()}))`]) : operand();
      case 12:
        return `sum([${this.number(scope, 0)}, ${this.number(scope, 0)}].map<i32>((q) => m(q + ${this.number(scope, 0)})))`;
      default:
        return random.pick(scope.numbers);
    }
  }

  private text(scope: Scope, depth: number): string {
    const { random } = this;
    const plain = random.pick(['"z"', ...scope.texts]);
    if (depth <= 0) return plain;
    switch (random.below(4)) {
      case 0:
        return `cut(${this.text(scope, depth - 1)} + ${this.text(scope, depth - 1)})`;
      case 1:
        return `(${this.number(scope, depth - 1)}).toString()`;
      case 2:
        return scope.textVariables.length
          ? `(${random.pick(scope.textVariables)} = cut(${this.text(scope, depth - 1)}))`
          : plain;
      default:
        return plain;
    }
  }

  private condition(scope: Scope, depth: number): string {
    return this.random.pick([
      () => `${this.number(scope, depth)} > ${this.number(scope, 0)}`,
      () => `(${this.number(scope, depth)}) % 2 == 0`,
      () => `(${this.text(scope, depth)}).length > 3`,
    ])();
  }

  // ---- statements

  /** A scope within another: what is declared in it is gone behind it. */
  private within(scope: Scope, changed: Partial<Scope> = {}): Scope {
    const { numbers, variables, texts, textVariables, functions } = scope;
    const copy = {
      numbers: [...numbers],
      variables: [...variables],
      texts: [...texts],
      textVariables: [...textVariables],
      functions: [...functions],
    };
    return { ...scope, ...copy, ...changed };
  }

  private block(scope: Scope, depth: number, length: number): string {
    const inner = this.within(scope);
    return `{\n${this.times(length, () => this.statement(inner, depth))}\n}`;
  }

  /** Parameters and body of a function within others. */
  private inner(scope: Scope, depth: number): { parameters: string; body: string } {
    const { random } = this;
    const parameter = this.name("p");
    const inner = this.within(scope, { inLoop: false, mayReturn: true });
    inner.numbers.push(parameter);
    if (random.below(2)) inner.variables.push(parameter);
    const tick = this.isAsync && random.below(2) ? "await yieldNow();\n" : "";
    const statements = this.times(1 + random.below(3), () => this.statement(inner, depth));
    const body = `{\nif (--fuel < 0) return 1;\n${tick}${statements}\nreturn ${this.number(inner, 2)};\n}`;
    return { parameters: `(${parameter}: i32): ${this.result("i32")}`, body };
  }

  private lambda(scope: Scope, depth: number): string {
    const { parameters, body } = this.inner(scope, depth);
    return `${this.async}${parameters} => ${body}`;
  }

  private statement(scope: Scope, depth: number): string {
    const { random } = this;
    switch (random.below(depth > 0 ? 22 : 8)) {
      case 0: {
        const name = this.name("v");
        const text = `let ${name} = ${this.number(scope, 2)};`;
        scope.numbers.push(name);
        scope.variables.push(name);
        return text;
      }
      case 1: {
        const name = this.name("c");
        const text = `const ${name} = ${this.number(scope, 2)};`;
        scope.numbers.push(name);
        return text;
      }
      case 2: {
        const name = this.name("s");
        const text = `let ${name} = ${this.text(scope, 2)};`;
        scope.texts.push(name);
        scope.textVariables.push(name);
        return text;
      }
      case 3:
        return scope.variables.length ? `${random.pick(scope.variables)} = ${this.number(scope, 2)};` : `log("n");`;
      case 4:
        return scope.variables.length ? `${random.pick(scope.variables)}${random.pick(["++", "--", " += 2"])};` : "";
      case 5:
        return `log((${this.number(scope, 2)}).toString() + ${this.text(scope, 1)});`;
      case 6:
        if (scope.inLoop) return `if (${this.condition(scope, 1)}) ${random.pick(["break", "continue"])};`;
        return scope.mayReturn
          ? `if (${this.condition(scope, 1)} && fuel % 3 == 0) return ${this.number(scope, 1)};`
          : "";
      case 7:
        if (random.below(2)) return `if (${this.condition(scope, 1)}) throw new Error(${this.text(scope, 1)});`;
        return this.isAsync ? "await yieldNow();" : `if (fuel % 5 == 0) throw new Error("fuel");`;
      case 8:
      case 9: {
        const name = this.name("g");
        const text = `const ${name} = ${this.lambda(scope, depth - 1)};`;
        scope.functions.push(name);
        return text;
      }
      case 10:
      case 11:
        return `keep(${this.lambda(scope, depth - 1)});`;
      case 12: {
        const name = this.name("i");
        const inner = this.within(scope, { inLoop: true });
        inner.numbers.push(name);
        if (random.below(3) === 0) inner.variables.push(name);
        return `for (let ${name} = 0; ${name} < 3 && --fuel > 0; ${name}++) ${this.block(inner, depth - 1, 3)}`;
      }
      case 13:
        return `if (${this.condition(scope, 2)}) ${this.block(scope, depth - 1, 2)} else ${this.block(scope, depth - 1, 1)}`;
      case 14: {
        const error = this.name("e");
        const attempt = this.block(scope, depth - 1, 3);
        const inner = this.within(scope);
        inner.texts.push(`cut((${error} as Error).message)`);
        const last = random.below(3)
          ? ""
          : ` finally ${this.block(this.within(scope, { inLoop: false, mayReturn: false }), depth - 1, 2)}`;
        return `try ${attempt} catch (${error}) ${this.block(inner, depth - 1, 2)}${last}`;
      }
      case 15: {
        const name = this.name("h"); // known before it is declared, as is what it captures
        const value = this.name("w");
        const call = `${this.await}${name}(${this.number(scope, 1)})`;
        const { parameters, body } = this.inner({ ...scope, hasThis: false }, depth - 1);
        const local = `let ${value} = ${this.number(scope, 1)};`;
        const statement = `${this.async}function ${name}${parameters} ${body}`;
        return `{\n${local}\nlog((${call}).toString());\n${statement}\n${value} += ${call};\nlog(${value}.toString());\n}`;
      }
      case 16: {
        const name = this.name("d");
        const initial = random.pick(scope.numbers);
        const text = `const ${name} = (x: i32, y: i32 = m(${initial})): i32 => m(x + y * ${random.pick(scope.numbers)});`;
        return `${text}\nlog((withDefault(${name})).toString());`;
      }
      case 17:
        return `while (--fuel > 0 && ${this.condition(scope, 1)}) ${this.block({ ...scope, inLoop: true }, depth - 1, 3)}`;
      case 18: {
        const name = this.name("k"); // captured before its declaration, which gives it its type
        const reader = this.name("r");
        const value = this.number(scope, 2);
        const text = `const ${reader} = (): i32 => m(${name} + ${random.pick(scope.numbers)});\nlet ${name} = ${value};`;
        const change = random.below(2) ? `${name} = m(${name} + 1);\n` : "";
        return `{\n${text}\n${change}log(${reader}().toString());\n}`;
      }
      case 19: {
        const name = this.name("j");
        const reader = this.name("o");
        const inner = this.within(scope, { inLoop: true });
        inner.numbers.push(name, `${reader}()`);
        const step = random.pick([`${name}++`, `${name} += 2`]);
        const captured = random.pick([name, `++${name}`]);
        return `for (let ${name} = 0, ${reader}: () => i32 = (): i32 => ${captured}; ${name} < 3 && --fuel > 0; ${step}) ${this.block(inner, depth - 1, 2)}`;
      }
      case 20: {
        const name = this.name("u");
        const call = random.below(2)
          ? `log(${name}.call(null, ${this.number(scope, 0)}).toString());`
          : `log(${name}(2).toString());`;
        return `{\nlet ${name}!: (x: i32) => i32;\nconst set${name} = (): void => { ${name} = (x) => m(x * ${random.pick(scope.numbers)}); };\nset${name}();\n${call}\n}`;
      }
      default:
        return this.block(scope, depth - 1, 2);
    }
  }

  // ---- the program

  private body(hasThis: boolean): string {
    const scope: Scope = {
      numbers: ["a", "glob"],
      variables: ["a", "glob"],
      texts: ["t"],
      textVariables: ["t"],
      functions: [],
      inLoop: false,
      mayReturn: true,
      hasThis,
    };
    return `if (--fuel < 0) return a;\n${this.times(5, () => this.statement(scope, 3))}\nreturn ${this.number(scope, 2)};`;
  }

  program(): string {
    const { async, await: wait } = this;
    const type = `(x: i32) => ${this.result("i32")}`;
    const functions = [0, 1, 2].map((i) => {
      const text = `${async}function f${i}(a: i32, t: string): ${this.result("i32")} {\n${this.body(false)}\n}`;
      this.top.push(`f${i}`);
      return text;
    });
    return `${COMMON}
function withDefault(f: (x: i32, y?: i32) => i32): i32 { return m(f(2) + f(3, 4)); }
let kept: Array<${type}> = [];
function keep(f: ${type}): void {
  const x = glob;
  if (kept.length < 12) kept.push(f); else kept[${sizeOf} % 12] = f;
}
${async}function stored(x: i32): ${this.result("i32")} {
  if (!kept.length || --fuel < 0) return x;
  return ${wait}kept[${sizeOf} % kept.length](x);
}
class K {
  n: i32 = 5;
  ${async}go(a: i32, t: string): ${this.result("i32")} {
${this.body(true)}
  }
}
${functions.join("\n")}
export async function main(): Promise<void> {
  for (let i = 0; i < 4; i++) {
    fuel = 150;
    try { log((${wait}f2(i, "in" + i.toString())).toString()); } catch (e) { log("E " + (e as Error).message); }
    fuel = 80;
    const k = new K();
    try { log((${wait}k.go(i, "K")).toString() + " " + k.n.toString()); } catch (e) { log("E " + (e as Error).message); }
  }
}
`;
  }
}
