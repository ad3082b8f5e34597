// Random expressions: typed, of bounded value, equal in AssemblyScript and JavaScript, with awaits anywhere.

import { abortable, awaitedSignals, signal, thrownBySignals, toldSignals } from "./cancellation.js";
import type { Choices } from "./choices.js";
import { calledFunctions, captured } from "./closures.js";
import { awaitedErrors, thrownErrors } from "./errors.js";
import { optionalOperands } from "./iteration.js";
import type { Callee, Scope, Type, Variable } from "./scope.js";

/** Global variables of every program. */
const GLOBALS: readonly Variable[] = [
  { name: "total", type: "i32", isConst: false },
  { name: "seen", type: "string", isConst: false },
  { name: "shared", type: "Box", isConst: false },
  { name: "stopper", type: "AbortController", isConst: false },
];

export class Expressions {
  constructor(
    readonly choices: Choices,
    /** Numbers what is printed. */
    readonly mark: () => number,
  ) {}

  of(type: Type, scope: Scope, depth: number): string {
    switch (type) {
      case "i32":
        return this.i32(scope, depth);
      case "f64":
        return this.f64(scope, depth);
      case "i64":
        return this.i64(scope, depth);
      case "string":
        return this.string(scope, depth);
      case "bool":
        return this.bool(scope, depth);
      case "Box":
        return this.box(scope, depth);
      case "Promise<i32>":
      case "Promise<string>":
        return this.promise(type, scope, depth);
      case "AbortSignal":
        return signal(this, scope, depth);
      default:
        throw new Error(`no expressions of type ${type}`);
    }
  }

  /** An expression that prints as text. */
  shown(scope: Scope, depth: number): string {
    const variable = this.choices.chance(60) && this.variable(scope, "i32", "string", "i64", "bool");
    if (variable) return `\${${variable.name}}`;
    const f64 = this.choices.chance(30) && this.variable(scope, "f64");
    if (f64) return `\${num(${f64.name})}`;
    // by itself the stock compiler takes `(8 ^ n) ^ (4 - n)` in a template for an unsigned number
    return `\${${this.choices.chance(60) ? `same(${this.i32(scope, depth)})` : this.string(scope, depth)}}`;
  }

  /** One of the variables of some types. */
  variable(scope: Scope, ...types: Type[]): Variable | undefined {
    const [first, ...rest] = [...scope.variables, ...GLOBALS].filter(({ type }) => types.includes(type));
    return first && this.choices.pick([first, ...rest]);
  }

  /** A variable that can be assigned to. */
  assignable(scope: Scope, ...types: Type[]): Variable | undefined {
    const [first, ...rest] = [...scope.variables, ...GLOBALS].filter(
      ({ type, isConst }) => types.includes(type) && !isConst,
    );
    return first && this.choices.pick([first, ...rest]);
  }

  simple(scope: Scope, type: Type, literal: () => string): string {
    const variable = this.choices.chance(70) && this.variable(scope, type);
    return variable ? variable.name : literal();
  }

  i32(scope: Scope, depth: number): string {
    const { choices } = this;
    const literal = () => `${choices.below(12)}`;
    if (depth <= 0 || choices.isOver) return this.simple(scope, "i32", literal);
    const a = () => this.i32(scope, depth - 1);
    const plain: (() => string)[] = [
      literal,
      () => this.simple(scope, "i32", literal),
      () => `((${a()} % 500 + ${a()} % 500))`,
      () => `((${a()} % 500 - ${a()} % 500))`,
      () => `(${a()} % 30 * (${a()} % 30))`,
      () => `(${a()} ${choices.pick(["&", "|", "^"])} ${a()})`,
      () => `(${this.bool(scope, depth - 1)} ? ${a()} : ${a()})`,
      () => `${receiver(this.string(scope, depth - 1))}.length`,
      () => `mix(${a()}, ${a()})`,
      () => `${this.box(scope, depth - 1)}.n`,
      () => `(print("c${this.mark()}"), ${a()})`,
      () => this.assignment(scope, depth),
      () => `[${a()}, ${a()}, ${a()}][${a()} & 1]`,
    ];
    if (scope.hasThis)
      plain.push(
        () => "this.n",
        () => `(this.n = same(${a()}) % 500)`,
      );
    plain.push(
      () => this.syncCall("i32", scope, depth - 1),
      ...calledFunctions(this, scope, depth),
      ...thrownErrors(this, scope, depth),
      ...thrownBySignals(this, scope, depth),
      ...optionalOperands(this, scope, depth),
    );
    if (!scope.isAsync || choices.chance(40)) return choices.pick(plain as [() => string])();
    const p = () => this.promise("Promise<i32>", scope, depth - 1);
    const box = () => this.box(scope, depth - 1);
    return choices.pick<() => string>([
      () => `await ${this.call("i32", scope, depth - 1)}`,
      () => `await ${p()}`,
      () => `await ${a()}`,
      () => `await pass<i32>(${a()})`,
      () => `await later(${choices.below(4)}, ${a()})`,
      () => `await ${box()}.add(${a()})`,
      () => `(await ${box()}.self()).n`,
      () => `(await Box.make(${a()})).n`,
      () => `(await Promise.all<i32>([${p()}, ${p()}, ${p()}]))[${a()} & 1]`,
      () => `await Promise.race<i32>([${p()}, ${p()}])`,
      () => `await Promise.any<i32>([${p()}, ${p()}])`,
      () => `(await Promise.allSettled<i32>([${p()}, ${p()}]))[1].value`,
      () => `await new Cell<i32>(${a()}).swap(${a()})`,
      () => `(await pass<string>(${this.string(scope, depth - 1)})).length`,
      () => `await remember(${p()})`,
      () => `await chosen(${a()})(${a()})`,
      () => `(await ${a()}, await ${a()})`,
      () => `await ${box()}.adder().add(${a()})`,
      ...awaitedErrors(this, scope, depth),
      ...awaitedSignals(this, scope, depth),
    ])();
  }

  /**
   * An assignment as an expression. Its value is a call's: where an operand of `&&` is a constant, the stock compiler leaves
   * out the assignment that made it (`(9 != (total = 7)) && other`).
   */
  private assignment(scope: Scope, depth: number): string {
    const target = this.assignable(scope, "i32");
    if (!target) return "1";
    return `(${target.name} = same(${this.i32(scope, depth - 1)}))`;
  }

  private f64(scope: Scope, depth: number): string {
    const { choices } = this;
    const literal = () => `${choices.below(40) / 4 + 0.25}`;
    if (depth <= 0 || choices.isOver) return this.simple(scope, "f64", literal);
    const a = () => this.f64(scope, depth - 1);
    return choices.pick<() => string>([
      literal,
      () => `((${a()} + ${a()}) % 512.0)`,
      () => `((${a()} - ${a()}) % 512.0)`,
      () => `f64(${this.i32(scope, depth - 1)} % 100) * 0.25`,
      () => (scope.isAsync ? `await pass<f64>(${a()})` : a()),
      () => (scope.isAsync ? `await ${a()}` : a()),
    ])();
  }

  private i64(scope: Scope, depth: number): string {
    const { choices } = this;
    const literal = () => `i64(${choices.below(100)})`;
    if (depth <= 0 || choices.isOver) return this.simple(scope, "i64", literal);
    const a = () => this.i64(scope, depth - 1);
    return choices.pick<() => string>([
      literal,
      () => `((${a()} + ${a()}) % i64(100000))`,
      () => `(${a()} ^ ${a()})`,
      () => `i64(${this.i32(scope, depth - 1)})`,
      () => (scope.isAsync ? `await pass<i64>(${a()})` : a()),
    ])();
  }

  private string(scope: Scope, depth: number): string {
    const { choices } = this;
    const literal = () => `"s${choices.below(9)}"`;
    if (depth <= 0 || choices.isOver) return this.simple(scope, "string", literal);
    const a = () => this.string(scope, depth - 1);
    const plain: [() => string, ...(() => string)[]] = [
      literal,
      () => this.simple(scope, "string", literal),
      () => `(${a()} + ${a()}).slice(0, 9)`,
      () => `\`<${this.shown(scope, depth - 1)}${this.shown(scope, depth - 1)}>\`.slice(0, 12)`,
      () => `(${this.bool(scope, depth - 1)} ? ${a()} : ${a()})`,
      () => `${this.box(scope, depth - 1)}.s`,
      () => `same(${this.i32(scope, depth - 1)}).toString()`,
      () => this.syncCall("string", scope, depth - 1),
      ...toldSignals(this, scope, depth),
    ];
    const error = this.variable(scope, "Error");
    if (error) plain.push(() => `tell(${error.name} as Error).slice(0, 12)`);
    if (!scope.isAsync || choices.chance(50)) return choices.pick(plain)();
    return choices.pick<() => string>([
      () => `await pass<string>(${a()})`,
      () => `await ${this.call("string", scope, depth - 1)}`,
      () => `await ${a()}`,
      () => `await ${this.promise("Promise<string>", scope, depth - 1)}`,
      () => `await new Cell<string>(${a()}).swap(${a()})`,
      () => `await ${this.box(scope, depth - 1)}.text(${a()})`,
      () => `(await Promise.all<string>([pass<string>(${a()}), pass<string>(${a()})])).join("")`,
    ])();
  }

  private bool(scope: Scope, depth: number): string {
    const { choices } = this;
    const literal = () => choices.pick(["true", "false"]);
    if (depth <= 0 || choices.isOver) return this.simple(scope, "bool", literal);
    const a = () => this.bool(scope, depth - 1);
    const n = () => this.i32(scope, depth - 1);
    return choices.pick<() => string>([
      () => this.simple(scope, "bool", literal),
      // in parentheses: asc takes `x < (y ? ...` for the start of type arguments
      () => `((${n()}) ${choices.pick(["<", ">", "==", "!=", "<="])} ${n()})`,
      () => `(${this.string(scope, depth - 1)} == ${this.string(scope, depth - 1)})`,
      () => `(${a()} && ${a()})`,
      () => `(${a()} || ${a()})`,
      () => `!${a()}`,
      () => (scope.isAsync ? `await pass<bool>(${a()})` : a()),
    ])();
  }

  private box(scope: Scope, depth: number): string {
    const { choices } = this;
    const fresh = () =>
      `new ${choices.pick(["Box", "Crate"])}(${this.i32(scope, depth - 1)}, ${this.string(scope, 0)})`;
    if (depth <= 0 || choices.isOver) return this.simple(scope, "Box", () => "shared");
    return choices.pick<() => string>([
      () => this.simple(scope, "Box", () => "shared"),
      fresh,
      () => (scope.isAsync ? `(await Box.make(${this.i32(scope, depth - 1)}))` : fresh()),
      () => (scope.isAsync ? `(await ${this.simple(scope, "Box", () => "shared")}.self())` : fresh()),
      () => (scope.isAsync ? `(await pass<Box>(${this.box(scope, depth - 1)}))` : fresh()),
    ])();
  }

  /** A promise that is never rejected without a handler. */
  promise(type: "Promise<i32>" | "Promise<string>", scope: Scope, depth: number): string {
    const { choices } = this;
    const value = type === "Promise<i32>" ? "i32" : "string";
    const plain = () => `Promise.resolve<${value}>(${this.of(value, scope, 0)})`;
    if (depth <= 0 || choices.isOver) return this.simple(scope, type, plain);
    const p = () => this.promise(type, scope, depth - 1);
    const inner = captured(scope, false);
    const options: [() => string, ...(() => string)[]] = [
      () => this.simple(scope, type, plain),
      () => `pass<${value}>(${this.of(value, scope, depth - 1)})`,
      () => `${p()}.finally<void>((): void => print("f${this.mark()}"))`,
      () => `${p()}.finally<Promise<void>>((): Promise<void> => sleep(${choices.below(3)}))`,
      () => this.handledCall(value, scope, depth - 1),
    ];
    if (value === "string") {
      options.push(
        () => `${this.promise("Promise<i32>", scope, depth - 1)}.then<string>((n: i32): string => \`n\${n}\`)`,
      );
    } else {
      options.push(
        () => `later(${choices.below(5)}, ${this.of(value, scope, depth - 1)})`,
        () => `${p()}.then<i32>((n: i32): i32 => { print(\`t${this.mark()} \${n}\`); return n % 900 + 1; })`,
        () => `${p()}.then<Promise<i32>>((n: i32): Promise<i32> => later(n & 3, n ^ 1))`,
        () => `${p()}.then<Promise<i32>>(async (n: i32): Promise<i32> => await pass<i32>(n) % 900 + 2)`,
        () => `failing(${this.of(value, scope, depth - 1)}).catch<i32>((e: Error): i32 => e.message.length)`,
        () =>
          `failing(${this.of(value, scope, depth - 1)}).then<i32>(null, (e: Error): i32 => { print(e.message); return 3; })`,
        () => `gates[${choices.below(3)}].promise`,
        () => `${p()}.then<i32>((n: i32): i32 => (n + ${this.i32(inner, depth - 1)}) % 900)`,
        () => `${p()}.then<i32>((n: i32): i32 => risky(n)).catch<i32>((e: Error): i32 => ${this.i32(inner, 1)})`,
        () => this.constructed(inner, depth),
        ...abortable(this, scope, depth),
      );
    }
    return choices.pick(options)();
  }

  /** A promise of `new Promise`, which is resolved or rejected from within, at once or later. */
  private constructed(inner: Scope, depth: number): string {
    const { choices } = this;
    const settled = choices.pick([
      () => `resolve(${this.i32(inner, depth - 1)})`,
      () => `setTimeout((): void => resolve(${this.i32(inner, depth - 1)}), ${choices.below(3)})`,
      () => `reject(new Coded(${this.i32(inner, 0)}, "rejected"))`,
    ])();
    const settle = "(resolve: (value: i32) => void, reject: (reason: Error) => void): void";
    return `new Promise<i32>(${settle} => { ${settled}; }).catch<i32>((e: Error): i32 => tell(e).length)`;
  }

  /** A call of an async function, as an operand of await. */
  call(result: "i32" | "string" | "void", scope: Scope, depth: number, mayThrow = scope.mayThrow): string {
    const call = this.callOf(scope, depth, ({ isAsync, ...callee }) => {
      return isAsync && callee.result === result && (mayThrow || !callee.mayThrow);
    });
    if (call) return call;
    if (result === "void") return `sleep(${this.choices.below(4)})`;
    return `pass<${result}>(${this.of(result, scope, depth - 1)})`;
  }

  private syncCall(result: "i32" | "string", scope: Scope, depth: number): string {
    const call = this.callOf(scope, depth, ({ isAsync, ...callee }) => {
      return !isAsync && callee.result === result && (scope.mayThrow || !callee.mayThrow);
    });
    return call ?? this.of(result, scope, depth);
  }

  /** A call of one of the functions that fit. */
  callOf(scope: Scope, depth: number, fits: (callee: Callee) => boolean): string | undefined {
    const [first, ...rest] = scope.callees.filter(fits);
    if (!first) return undefined;
    const callee = this.choices.pick([first, ...rest]);
    return `${callee.name}(${callee.parameters.map((type) => this.of(type, scope, depth - 1)).join(", ")})`;
  }

  /** A call whose rejection is handled on the spot. */
  private handledCall(result: "i32" | "string", scope: Scope, depth: number): string {
    const call = this.call(result, scope, depth, true);
    const value = result === "i32" ? "e.message.length" : "e.message";
    return `${call}.catch<${result}>((e: Error): ${result} => { print(\`r${this.mark()} \${e.message}\`); return ${value}; })`;
  }
}

/** An expression in front of a dot: `await` binds less tightly. */
function receiver(expression: string): string {
  return expression.startsWith("await ") ? `(${expression})` : expression;
}
