// Random async programs: statements and declarations around `expressions.ts`. Each prints a trace of what it does.

import { Choices } from "./choices.js";
import { type Callee, Expressions, type Scope, type Type, type Variable } from "./expressions.js";

/** What every program starts with: its state. `fuel` bounds how long it runs. */
const STATE = `import { sleep, yieldNow } from "as-pollen";
import { Box, Cell, chosen, Crate, failing, later, mix, pass } from "./definitions";

let fuel: i32 = 120;
let total: i32 = 1;
let seen: string = "-";
let ticks: i32 = 0;
let ticker: i32 = 0;
let shared: Box = new Box(5, "shared");
const gates: PromiseWithResolvers<i32>[] = [
  Promise.withResolvers<i32>(),
  Promise.withResolvers<i32>(),
  Promise.withResolvers<i32>(),
];
let remembered: Promise<i32> = Promise.resolve<i32>(7);

function remember(promise: Promise<i32>): Promise<i32> {
  const last = remembered;
  remembered = promise;
  return last;
}
`;

const PARAMETERS: readonly [Type, ...Type[]] = ["i32", "string", "Box", "i64", "f64", "bool", "Promise<i32>"];
const LOCALS: readonly [Type, ...Type[]] = [
  "i32",
  "string",
  "bool",
  "Box",
  "i64",
  "f64",
  "Promise<i32>",
  "Promise<string>",
];

interface Place extends Scope {
  readonly inLoop: boolean;
  readonly inSwitch: boolean;
  /** The statement that returns from here. */
  readonly returns: (scope: Scope) => string;
}

class ProgramWriter {
  private readonly choices: Choices;
  private readonly expressions: Expressions;
  private readonly lines: string[] = [];
  private indent = 0;
  private marks = 0;
  private names = 0;
  private intervals = 0;

  constructor(numbers: ArrayLike<number>) {
    this.choices = new Choices(numbers);
    this.expressions = new Expressions(this.choices, () => ++this.marks);
  }

  write(): string {
    const callees: Callee[] = [];
    const count = 2 + this.choices.below(4);
    for (let i = 0; i < count; i++) callees.push(this.asyncFunction(i, callees));
    this.main(callees);
    return `${STATE}\n${this.lines.join("\n")}\n`;
  }

  private line(text: string): void {
    this.lines.push("  ".repeat(this.indent) + text);
  }

  private block(head: string, body: () => void, end = "}"): void {
    this.line(head);
    this.indent++;
    body();
    this.indent--;
    this.line(end);
  }

  private asyncFunction(i: number, callees: readonly Callee[]): Callee {
    const { choices } = this;
    const result = choices.pick<Callee["result"]>(["i32", "string", "void"]);
    const mayReject = choices.chance(40);
    const parameters = Array.from({ length: choices.below(4) }, () => choices.pick(PARAMETERS));
    const variables = parameters.map((type, n): Variable => ({ name: `p${n}`, type, isConst: false }));
    const list = variables.map(({ name, type }) => `${name}: ${type}`).join(", ");
    const callee: Callee = { name: `f${i}`, parameters, result, mayReject };
    const stop = result === "void" ? "return;" : `return ${result === "i32" ? "0" : '""'};`;
    const place: Place = {
      ...{ variables, callees: [...callees], isAsync: true, mayReject, hasThis: false, inLoop: false, inSwitch: false },
      returns: (scope) => this.returned(result, scope),
    };
    this.block(`async function f${i}(${list}): Promise<${result}> {`, () => {
      this.line(`if (--fuel < 0) ${stop}`);
      const end = this.statements(place, 2 + choices.below(5), 2);
      if (result !== "void") this.line(this.returned(result, end));
    });
    this.line("");
    return callee;
  }

  private returned(result: Callee["result"], scope: Scope): string {
    const { choices, expressions } = this;
    if (result === "void") return "return;";
    return choices.pick([
      () => `return ${expressions.of(result, scope, 2)};`,
      () => `return ${expressions.promise(`Promise<${result}>`, scope, 2)};`,
      () => `return await ${expressions.promise(`Promise<${result}>`, scope, 2)};`,
      () => `return ${expressions.call(result, scope, 1)};`,
    ])();
  }

  private main(callees: readonly Callee[]): void {
    const place: Place = {
      ...{ variables: [], callees, isAsync: true, mayReject: false, hasThis: false, inLoop: false, inSwitch: false },
      returns: () => "return;",
    };
    this.block("export async function main(): Promise<void> {", () => {
      this.statements(place, 8 + this.choices.below(10), 3);
      this.line('print("end " + total.toString() + " " + seen + " " + shared.n.toString());');
    });
  }

  /** Writes statements; returns the scope behind them. */
  private statements(place: Place, count: number, depth: number): Place {
    for (let i = 0; i < count && !this.choices.isOver; i++) place = this.statement(place, depth);
    return place;
  }

  private statement(place: Place, depth: number): Place {
    const { choices, expressions: e } = this;
    const kind = choices.below(depth > 0 ? 26 : 17);
    if (kind < 4) this.line(`print(\`${++this.marks} ${e.shown(place, 2)} ${e.shown(place, 1)}\`);`);
    else if (kind < 8) return this.declaration(place);
    else if (kind < 11) this.assignment(place);
    else if (kind < 12) this.line(`await ${e.call("void", place, 2)};`);
    else if (kind < 13)
      this.line(`await ${choices.pick(["yieldNow()", "sleep(1)", "sleep(0)", "Promise.resolve()"])};`);
    else if (kind < 14) this.background(place);
    else if (kind < 15) this.line(`gates[${choices.below(3)}].resolve(${e.of("i32", place, 2)});`);
    else if (kind < 16) this.exit(place);
    else if (kind < 17) this.callback(place, depth);
    else if (kind < 20) this.conditional(place, depth - 1);
    else if (kind < 23) this.loop(place, depth - 1);
    else if (kind < 25) this.switch(place, depth - 1);
    else this.block("{", () => this.statements(place, 3, depth - 1));
    return place;
  }

  private declaration(place: Place): Place {
    const type = this.choices.pick(LOCALS);
    const variable: Variable = { name: `v${++this.names}`, type, isConst: this.choices.chance(30) };
    const value = this.expressions.of(type, place, 3);
    this.line(`${variable.isConst ? "const" : "let"} ${variable.name}: ${type} = ${value};`);
    return { ...place, variables: [...place.variables, variable] };
  }

  private assignment(place: Place): void {
    const { choices, expressions: e } = this;
    const kind = choices.below(4);
    const target = kind === 1 ? e.assignable(place, "i32") : e.assignable(place, ...LOCALS);
    if (kind === 0 || !target) this.line(`${choices.pick(["shared", "shared"])}.n = ${e.of("i32", place, 2)} % 1000;`);
    else if (kind === 1) {
      const operator = choices.pick(["+=", "-=", "^=", "|="]);
      this.line(`${target.name} ${operator} ${e.of("i32", place, 2)} % 100;`);
    } else this.line(`${target.name} = ${e.of(target.type, place, 3)};`);
  }

  /** Starts something that nobody waits for. */
  private background(place: Place): void {
    const { expressions: e } = this;
    const done = `(n: i32): void => print(\`b${++this.marks} \${n}\`)`;
    this.line(`${e.promise("Promise<i32>", place, 2)}.then<void>(${done});`);
  }

  /** Leaves a loop or the function, sometimes by a rejection. */
  private exit(place: Place): void {
    const { choices, expressions: e } = this;
    const condition = e.of("bool", place, 2);
    const ways = [place.returns(place)];
    if (place.mayReject) ways.push(`throw new Error(\`thrown ${++this.marks} ${e.shown(place, 1)}\`);`);
    if (place.inLoop) ways.push("continue;");
    if (place.inLoop && !place.inSwitch) ways.push("break;");
    this.line(`if (${condition}) ${choices.pick(ways as [string])}`);
  }

  /** A callback sees globals only. */
  private callback(place: Place, depth: number): void {
    const { choices } = this;
    const inner: Place = {
      ...{ ...place, variables: [], isAsync: false, mayReject: false, inLoop: false, inSwitch: false },
      returns: () => "return;",
    };
    const body = () => {
      this.line(`print("j${++this.marks}");`);
      this.plainStatements(inner, 1 + choices.below(2));
    };
    const kind = choices.below(depth > 0 ? 4 : 3);
    if (kind === 0) this.block("queueMicrotask((): void => {", body, "});");
    else if (kind < 3) this.block("setTimeout((): void => {", body, `}, ${choices.below(4)});`);
    else if (this.intervals++ === 0) {
      const tick = () => {
        body();
        this.line("if (++ticks >= 3) clearInterval(ticker);");
      };
      this.block("if (!ticker) ticker = setInterval((): void => {", tick, `}, ${1 + choices.below(2)});`);
    }
  }

  /** Statements without await and control flow. */
  private plainStatements(place: Place, count: number): void {
    for (let i = 0; i < count; i++) {
      if (this.choices.chance(50)) this.assignment(place);
      else this.background(place);
    }
  }

  private conditional(place: Place, depth: number): void {
    const { choices, expressions: e } = this;
    const some = () => this.statements(place, 1 + choices.below(3), depth);
    this.block(`if (${e.of("bool", place, 3)}) {`, some, choices.chance(50) ? "} else {" : "}");
    if (this.lines.at(-1)?.endsWith("else {")) {
      this.indent++;
      some();
      this.indent--;
      this.line("}");
    }
  }

  private loop(place: Place, depth: number): void {
    const { choices, expressions: e } = this;
    const name = `i${++this.names}`;
    const index: Variable = { name, type: "i32", isConst: true };
    const inner: Place = { ...place, variables: [...place.variables, index], inLoop: true, inSwitch: false };
    const body = () => {
      this.line("if (--fuel < 0) break;");
      this.statements(inner, 1 + choices.below(4), depth);
    };
    const kind = choices.below(3);
    if (kind === 0) this.block(`for (let ${name}: i32 = 0; ${name} < ${1 + choices.below(3)}; ${name}++) {`, body);
    else {
      this.line(`let ${name}: i32 = 0;`);
      const condition = `${name}++ < ${1 + choices.below(3)} && ${e.of("bool", place, 2)}`;
      if (kind === 1) this.block(`while (${condition}) {`, body);
      else this.block("do {", body, `} while (${condition});`);
    }
  }

  private switch(place: Place, depth: number): void {
    const { choices, expressions: e } = this;
    const inner: Place = { ...place, inSwitch: true };
    this.block(`switch (${e.of("i32", place, 2)} & 3) {`, () => {
      const count = 1 + choices.below(4);
      const other = choices.below(count + 1);
      for (let i = 0; i < count; i++) {
        this.block(i === other ? "default: {" : `case ${i}: {`, () => {
          this.statements(inner, choices.below(3), depth);
          if (choices.chance(60)) this.line("break;");
        });
      }
    });
  }
}

/** The program of a list of numbers. */
export function programOf(numbers: ArrayLike<number>): string {
  return new ProgramWriter(numbers).write();
}
