// Loops over iterables in random programs, generators, and labels.

import type { Expressions } from "./expressions.js";
import { has, type Place, type Scope, withVariable } from "./scope.js";
import type { Statements } from "./statements.js";

/** Gives a loop a label, sometimes: inner loops can leave it by that. */
export function labelled(to: Statements, place: Place): { label: string; inner: Place } {
  if (!has("labels") || !to.choices.chance(30)) return { label: "", inner: place };
  const name = to.name("l");
  return { label: `${name}: `, inner: { ...place, labels: [...place.labels, name] } };
}

/** A call of a generator of the program. */
function generatorCall(
  to: Statements,
  place: Place,
  isAsync: boolean,
  mayThrow: boolean = place.mayThrow,
): string | undefined {
  return to.expressions.callOf(place, 1, (callee) => {
    return callee.result === "values" && callee.isAsync === isAsync && (mayThrow || !callee.mayThrow);
  });
}

/** What a loop goes through. */
function iterable(to: Statements, place: Place): { head: string; values: string; isText?: boolean } {
  const { choices, expressions: e } = to;
  const a = () => e.of("i32", place, 1);
  const generator = has("generators") && choices.chance(50) && generatorCall(to, place, false);
  if (generator) return { head: "for", values: generator };
  if (place.isAsync && choices.chance(50)) {
    const awaited = has("generators") && generatorCall(to, place, true);
    const promises = () => `[${e.of("Promise<i32>", place, 0)}, ${e.of("Promise<i32>", place, 0)}]`;
    return { head: "for await", values: awaited || promises() };
  }
  const kind = choices.below(4);
  if (kind === 0) return { head: "for", values: `(${e.of("string", place, 1)}).slice(0, 3)`, isText: true };
  if (kind === 1) return { head: "for", values: `new Set<i32>().add(${a()}).add(${a()})` };
  return { head: "for", values: kind === 2 ? `[${a()}, ${a()}, ${a()}]` : `listOf(${a()})` };
}

/** `for...of` and `for await`. */
export function forOf(to: Statements, place: Place, depth: number): void {
  const { choices, text } = to;
  const { head, values, isText = false } = iterable(to, place);
  const [name, isConst] = [to.name("e"), choices.chance(60)];
  const around = withVariable(place, name, isText ? "string" : "i32", isConst);
  const { label, inner } = labelled(to, { ...around, inLoop: true, inSwitch: false });
  text.block(`${label}${head} (${isConst ? "const" : "let"} ${name} of ${values}) {`, () => {
    text.line("if (--fuel < 0) break;");
    to.statements(inner, 1 + choices.below(3), depth);
  });
}

/** `yield`, of a value or of what another generator yields. */
export function yields(to: Statements, place: Place): void {
  const { choices, expressions: e } = to;
  // sync ones take other turns of the job queue within async ones than they do in JavaScript
  const delegate = choices.chance(50) && generatorCall(to, place, place.isAsync);
  to.text.line(delegate ? `yield* ${delegate};` : `yield ${e.of("i32", place, 2)};`);
}

/** Goes through a generator by hand; an async one is also asked before it has answered. */
export function stepped(to: Statements, place: Place): void {
  const { choices, text, expressions: e } = to;
  const isAsync = place.isAsync && choices.chance(60);
  const call = generatorCall(to, place, isAsync, true); // which throws nothing yet
  if (!call) {
    to.print(place);
    return;
  }
  const name = to.name("g");
  const request = () => {
    const error = () => `throw(new Coded(${e.simple(place, "i32", () => "8")}, "thrown in"))`;
    return `${name}.${choices.pick<() => string>([() => "next()", () => "next()", () => "return()", error])()}`;
  };
  text.block("{", () => {
    text.line(`const ${name} = ${call};`);
    for (let i = choices.below(4); i >= 0; i--) {
      const mark = to.mark();
      if (!isAsync)
        text.line(`try { print(\`${mark} \${told(${request()})}\`); } catch (e) { print(tell(e as Error)); }`);
      else if (choices.chance(50)) text.line(`print(\`${mark} \${await toldLater(${request()})}\`);`);
      else text.line(`toldLater(${request()}).then<void>((s: string): void => print(\`${mark} \${s}\`));`);
    }
  });
}

/** Operands of type `i32` by `?.` and `??`. */
export function optionalOperands(e: Expressions, scope: Scope, depth: number): (() => string)[] {
  if (!has("optional")) return [];
  const a = () => e.i32(scope, depth - 1);
  const nullable = e.variable(scope, "Box | null")?.name;
  const result = [() => `(maybe(${a()})?.n ?? ${a()})`, () => `(maybe(${a()}) ?? ${e.of("Box", scope, depth - 1)}).n`];
  if (nullable)
    result.push(
      () => `(${nullable}?.n ?? ${a()})`,
      () => `(${nullable}?.s?.length ?? ${a()})`,
    );
  if (scope.isAsync) result.push(() => `((await maybeLater(${a()}))?.n ?? ${a()})`);
  return result;
}
