// Random statements. Each prints a trace of what it does.

import { abortableTask, abortion, listening, signalDeclaration } from "./cancellation.js";
import type { Choices } from "./choices.js";
import { captured, closureDeclaration, functionStatement, keptClosure, maker, rareCapture } from "./closures.js";
import { usingDeclaration } from "./disposal.js";
import { nullableDeclaration, nullableUse, tellsApart, throwStatement, tryStatement } from "./errors.js";
import { Expressions } from "./expressions.js";
import { forOf, labelled, stepped, yields } from "./iteration.js";
import { type Feature, has, OUTSIDE, type Place, type Type, withVariable } from "./scope.js";
import type { Text } from "./text.js";

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

interface Kind {
  /** How often it is chosen, beside the others. */
  readonly weight: number;
  readonly feature?: Feature;
  /** Whether it contains statements. */
  readonly nests?: boolean;
  /** Whether it awaits. */
  readonly awaits?: boolean;
  readonly yields?: boolean;
  write?(to: Statements, place: Place, depth: number): void;
  /** Writes a declaration; returns the place behind it. */
  declare?(to: Statements, place: Place, depth: number): Place;
}

/** The simplest first: what a list of numbers that is over chooses. */
const KINDS: readonly Kind[] = [
  { weight: 4, write: (to, place) => to.print(place) },
  { weight: 4, declare: (to, place) => to.declaration(place) },
  { weight: 3, write: (to, place) => to.assignment(place) },
  { weight: 1, awaits: true, write: (to, place) => to.text.line(`await ${to.expressions.call("void", place, 2)};`) },
  { weight: 1, awaits: true, write: (to) => to.turn() },
  { weight: 1, write: (to, place) => to.background(place) },
  { weight: 1, write: (to, place) => to.opened(place) },
  { weight: 2, write: (to, place) => to.exit(place) },
  { weight: 1, nests: true, write: (to, place, depth) => to.callback(place, depth) },
  { weight: 3, nests: true, write: (to, place, depth) => to.conditional(place, depth - 1) },
  { weight: 3, nests: true, write: (to, place, depth) => to.loop(place, depth - 1) },
  { weight: 2, nests: true, write: (to, place, depth) => to.switch(place, depth - 1) },
  { weight: 1, nests: true, write: (to, place, depth) => to.text.block("{", () => to.statements(place, 3, depth - 1)) },
  { weight: 3, nests: true, feature: "closures", declare: closureDeclaration },
  { weight: 2, nests: true, feature: "closures", write: keptClosure },
  { weight: 1, nests: true, feature: "closures", write: functionStatement },
  { weight: 1, feature: "closures", write: maker },
  { weight: 1, feature: "closures", write: rareCapture },
  { weight: 4, nests: true, feature: "errors", write: (to, place, depth) => tryStatement(to, place, depth - 1) },
  { weight: 1, feature: "errors", write: tellsApart },
  { weight: 1, feature: "errors", declare: nullableDeclaration },
  { weight: 1, feature: "errors", write: nullableUse },
  { weight: 3, nests: true, feature: "iteration", write: (to, place, depth) => forOf(to, place, depth - 1) },
  { weight: 20, yields: true, feature: "generators", write: yields },
  { weight: 2, feature: "generators", write: stepped },
  { weight: 2, feature: "cancellation", write: abortion },
  { weight: 1, feature: "cancellation", declare: signalDeclaration },
  { weight: 1, nests: true, feature: "cancellation", write: listening },
  {
    weight: 2,
    nests: true,
    feature: "cancellation",
    declare: (to, place, depth) => abortableTask(to, place, depth - 1),
  },
  { weight: 1, feature: "disposal", declare: usingDeclaration },
];

export class Statements {
  readonly expressions: Expressions;
  private marks = 0;
  private names = 0;
  private intervals = 0;

  constructor(
    readonly choices: Choices,
    readonly text: Text,
  ) {
    this.expressions = new Expressions(choices, () => this.mark());
  }

  /** Numbers what is printed. */
  mark(): number {
    return ++this.marks;
  }

  /** A new name. */
  name(prefix: string): string {
    return `${prefix}${++this.names}`;
  }

  /** Writes statements; returns the place behind them. */
  statements(place: Place, count: number, depth: number): Place {
    for (let i = 0; i < count && !this.choices.isOver; i++) place = this.statement(place, depth);
    return place;
  }

  private statement(place: Place, depth: number): Place {
    const fitting = KINDS.filter(
      ({ feature, nests, awaits, yields }) =>
        has(feature) && (depth > 0 || !nests) && (place.isAsync || !awaits) && (place.isGenerator || !yields),
    );
    const weighed = fitting.flatMap((kind) => new Array<Kind>(kind.weight).fill(kind));
    const kind = this.choices.pick(weighed as [Kind]);
    kind.write?.(this, place, depth);
    return kind.declare?.(this, place, depth) ?? place;
  }

  print(place: Place): void {
    const { text, expressions: e } = this;
    text.line(`print(\`${this.mark()} ${e.shown(place, 2)} ${e.shown(place, 1)}\`);`);
  }

  declaration(place: Place): Place {
    const type = this.choices.pick(LOCALS);
    const [name, isConst] = [this.name("v"), this.choices.chance(30)];
    const value = this.expressions.of(type, place, 3);
    this.text.line(`${isConst ? "const" : "let"} ${name}: ${type} = ${value};`);
    return withVariable(place, name, type, isConst);
  }

  assignment(place: Place): void {
    const { choices, text, expressions: e } = this;
    const kind = choices.below(4);
    const target = kind === 1 ? e.assignable(place, "i32") : e.assignable(place, ...LOCALS);
    if (kind === 0 || !target) {
      text.line(`${place.hasThis ? choices.pick(["shared", "this"]) : "shared"}.n = ${e.of("i32", place, 2)} % 1000;`);
    } else if (kind === 1) {
      const operator = choices.pick(["+=", "-=", "^=", "|="]);
      text.line(`${target.name} ${operator} ${e.of("i32", place, 2)} % 100;`);
    } else text.line(`${target.name} = ${e.of(target.type, place, 3)};`);
  }

  turn(): void {
    this.text.line(`await ${this.choices.pick(["yieldNow()", "sleep(1)", "sleep(0)", "Promise.resolve()"])};`);
  }

  opened(place: Place): void {
    this.text.line(`gates[${this.choices.below(3)}].resolve(${this.expressions.of("i32", place, 2)});`);
  }

  /** Starts something that nobody waits for. */
  background(place: Place): void {
    const done = `(n: i32): void => print(\`b${this.mark()} \${n}\`)`;
    this.text.line(`${this.expressions.promise("Promise<i32>", place, 2)}.then<void>(${done});`);
  }

  /** Leaves a loop or the function, sometimes by an error. */
  exit(place: Place): void {
    const { choices, expressions: e } = this;
    const condition = e.of("bool", place, 2);
    const ways: [() => string, ...(() => string)[]] = [() => place.returns(place)];
    if (place.mayThrow) ways.push(() => throwStatement(this, place));
    if (place.inLoop) ways.push(() => "continue;");
    if (place.inLoop || place.inSwitch) ways.push(() => "break;");
    const [label] = place.labels;
    if (label) ways.push(() => `${choices.pick(["break", "continue"])} ${choices.pick([label, ...place.labels])};`);
    this.text.line(`if (${condition}) ${choices.pick(ways)()}`);
  }

  /** Statements that run later, in a job or by a timer. */
  callback(place: Place, depth: number): void {
    const { choices, text } = this;
    const inner: Place = { ...captured(place, false), ...OUTSIDE, returns: () => "return;" };
    const body = () => {
      text.line(`print("j${this.mark()}");`);
      this.statements(inner, 1 + choices.below(2), depth - 2);
    };
    const kind = choices.below(4);
    if (kind === 0) text.block("queueMicrotask((): void => {", body, "});");
    else if (kind < 3) text.block("setTimeout((): void => {", body, `}, ${choices.below(4)});`);
    else if (this.intervals++ === 0) {
      const tick = () => {
        text.line("if (++ticks >= 3) clearInterval(ticker);");
        body();
      };
      text.block("if (!ticker) ticker = setInterval((): void => {", tick, `}, ${1 + choices.below(2)});`);
    }
  }

  conditional(place: Place, depth: number): void {
    const { choices, text } = this;
    const some = () => void this.statements(place, 1 + choices.below(3), depth);
    const parts = [{ head: `if (${this.expressions.of("bool", place, 3)}) {`, body: some }];
    if (choices.chance(50)) parts.push({ head: "} else {", body: some });
    text.blocks(...parts);
  }

  loop(place: Place, depth: number): void {
    const { choices, text, expressions: e } = this;
    const name = this.name("i");
    const kind = choices.below(3);
    // only the head of `for` looks at the fuel each time: the body may set such a variable back
    const around = {
      ...withVariable(place, name, "i32", kind > 0 || choices.chance(60)),
      inLoop: true,
      inSwitch: false,
    };
    const { label, inner } = labelled(this, around);
    const body = () => {
      text.line("if (--fuel < 0) break;");
      this.statements(inner, 1 + choices.below(4), depth);
    };
    const end = 1 + choices.below(3);
    if (kind === 0) text.block(`${label}for (let ${name}: i32 = 0; ${name} < ${end} && --fuel > 0; ${name}++) {`, body);
    else {
      text.line(`let ${name}: i32 = 0;`);
      const condition = `${name}++ < ${end} && ${e.of("bool", place, 2)}`;
      if (kind === 1) text.block(`${label}while (${condition}) {`, body);
      else text.block(`${label}do {`, body, `} while (${condition});`);
    }
  }

  switch(place: Place, depth: number): void {
    const { choices, text } = this;
    const inner: Place = { ...place, inSwitch: true };
    text.block(`switch (${this.expressions.of("i32", place, 2)} & 3) {`, () => {
      const count = 1 + choices.below(4);
      const other = choices.below(count + 1);
      for (let i = 0; i < count; i++) {
        text.block(i === other ? "default: {" : `case ${i}: {`, () => {
          this.statements(inner, choices.below(3), depth);
          if (choices.chance(60)) text.line("break;");
        });
      }
    });
  }
}
