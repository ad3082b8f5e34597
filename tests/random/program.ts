// Random programs: functions, async or not, generators, methods, and `main`; `statements.ts` writes their bodies. Everything
// has an equivalent under V8: tasks and their cancellation, which have none, are tested by properties of their own.

import { Choices } from "./choices.js";
import { SHELVES } from "./closures.js";
import { type Callee, has, OUTSIDE, type Place, type Scope, type Type, type Variable } from "./scope.js";
import { Statements } from "./statements.js";
import { Text } from "./text.js";

/** What every program starts with: its state. `fuel` bounds how long it runs. */
const STATE = `import { sleep, yieldNow } from "as-pollen";
import {
  Box, Cell, checked, chosen, Coded, Crate, failing, later, lease, Lease, listOf, maybe, maybeLater, mix, nap, pass,
  ranged, risky, same, Shelf, sizeOf, sum, tell, told, toldLater, unless, why, Worse,
} from "./definitions";

let fuel: i32 = 160;
let total: i32 = 1;
let seen: string = "-";
let ticks: i32 = 0;
let ticker: i32 = 0;
let shared: Box = new Box(5, "shared");
let stopper: AbortController = new AbortController();
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

${SHELVES}`;

const PARAMETERS: readonly [Type, ...Type[]] = [
  "i32",
  "string",
  "Box",
  "i64",
  "f64",
  "bool",
  "Promise<i32>",
  "AbortSignal",
];

/** A place without variables. */
const NOWHERE: Scope = {
  variables: [],
  callees: [],
  isAsync: true,
  mayThrow: false,
  mayReject: false,
  hasThis: false,
};

class ProgramWriter {
  private readonly choices: Choices;
  private readonly text = new Text();
  private readonly body: Statements;

  constructor(numbers: ArrayLike<number>) {
    this.choices = new Choices(numbers);
    this.body = new Statements(this.choices, this.text);
  }

  write(): string {
    const callees: Callee[] = [];
    const count = 2 + this.choices.below(4);
    for (let i = 0; i < count; i++) callees.push(this.function(i, callees));
    this.main(callees);
    return `${STATE}\n${this.text}\n`;
  }

  /** A function or a generator, or a class with a method that is one. */
  private function(i: number, callees: readonly Callee[]): Callee {
    const { choices, text } = this;
    const isGenerator = has("generators") && choices.chance(40);
    const result = isGenerator ? "values" : choices.pick<Callee["result"]>(["i32", "string", "void"]);
    const isAsync = result === "void" || choices.chance(isGenerator ? 50 : 70);
    const mayThrow = choices.chance(40);
    const isMethod = choices.chance(25);
    const parameters = Array.from({ length: choices.below(4) }, () => choices.pick(PARAMETERS));
    const variables = parameters.map((type, n): Variable => ({ name: `p${n}`, type, isConst: false }));
    const list = variables.map(({ name, type }) => `${name}: ${type}`).join(", ");
    const place: Place = {
      ...{ variables, callees: [...callees], isAsync, mayThrow, mayReject: mayThrow, hasThis: isMethod },
      ...{ ...OUTSIDE, isGenerator, returns: (scope) => this.returned(result, scope) },
    };
    const values = isAsync ? "AsyncGenerator<i32>" : "Generator<i32>";
    const type = isGenerator ? values : isAsync ? `Promise<${result}>` : result;
    const signature = `${isGenerator ? "*" : ""}f${i}(${list}): ${type} {`;
    const body = () => {
      text.line(
        `if (--fuel < 0) ${{ i32: "return 0;", string: 'return "";', void: "return;", values: "return;" }[result]}`,
      );
      const end = this.body.statements(place, 2 + choices.below(5), 2);
      if (result === "i32" || result === "string") text.line(this.returned(result, end));
    };
    const modifier = isAsync ? "async " : "";
    if (isMethod) text.block(`class Unit${i} extends Box {`, () => text.block(`${modifier}${signature}`, body));
    else text.block(`${modifier}function ${signature}`, body);
    text.line("");
    return { name: isMethod ? `new Unit${i}(1, "u").f${i}` : `f${i}`, parameters, result, isAsync, mayThrow };
  }

  private returned(result: Callee["result"], scope: Scope): string {
    const { expressions } = this.body;
    if (result === "void" || result === "values") return "return;";
    if (!scope.isAsync) return `return ${expressions.of(result, scope, 2)};`;
    return this.choices.pick([
      () => `return ${expressions.of(result, scope, 2)};`,
      () => `return ${expressions.promise(`Promise<${result}>`, scope, 2)};`,
      () => `return await ${expressions.promise(`Promise<${result}>`, scope, 2)};`,
      () => `return ${expressions.call(result, scope, 1, scope.mayReject)};`,
    ])();
  }

  /** Calls each function, then runs statements of its own. */
  private main(callees: readonly Callee[]): void {
    const { text, body } = this;
    const place: Place = {
      ...{ ...NOWHERE, callees },
      ...{ ...OUTSIDE, returns: () => "return;" },
    };
    text.block("async function rest(): Promise<void> {", () => {
      body.statements(place, 8 + this.choices.below(10), 3);
    });
    text.line("");
    text.block("export async function main(): Promise<void> {", () => {
      text.line("for (let i = 0; i < 3; i++) setTimeout((): void => gates[i].resolve(i * 5), 10 + i);");
      for (const callee of callees) {
        text.line("if (stopper.signal.aborted) stopper = new AbortController();");
        text.line("fuel = 40;");
        text.line(`try { ${this.called(callee)} } catch (e) { print(tell(e as Error)); }`);
      }
      text.line("fuel = 120;");
      text.line("await rest();");
      text.line('print("end " + total.toString() + " " + seen + " " + shared.n.toString());');
    });
  }

  /** A call that prints what comes of it. */
  private called({ name, parameters, isAsync, result }: Callee): string {
    const values = parameters.map((type) => this.body.expressions.of(type, NOWHERE, 0));
    const call = `${name}(${values.join(", ")})`;
    if (result === "values") return `for ${isAsync ? "await " : ""}(const n of ${call}) print(\`${name} \${n}\`);`;
    const value = isAsync ? `await ${call}` : call;
    return result === "void" ? `${value};` : `print(\`${name} \${${value}}\`);`;
  }
}

/** The program of a list of numbers. */
export function programOf(numbers: ArrayLike<number>): string {
  return new ProgramWriter(numbers).write();
}
