// Errors in random programs: nested `try`, `catch` and `finally`, left in every way; throws in functions that are called
// directly, by value and through methods; rejections.

import type { Expressions } from "./expressions.js";
import { has, type Place, type Scope, withVariable } from "./scope.js";
import type { Statements } from "./statements.js";

/** Operands of type `i32` that may throw. */
export function thrownErrors(e: Expressions, scope: Scope, depth: number): (() => string)[] {
  const nullable = e.variable(scope, "Box | null");
  const result: (() => string)[] = nullable ? [() => `sizeOf(${nullable.name})`] : [];
  if (!has("errors") || !scope.mayThrow) return result;
  const a = () => e.i32(scope, depth - 1);
  result.push(
    () => `risky(${a()})`,
    () => `ranged(${a()})`,
    () => `${e.of("Box", scope, depth - 1)}.act(${a()})`,
  );
  return result;
}

/** Operands of type `i32` that await what may be rejected. */
export function awaitedErrors(e: Expressions, scope: Scope, depth: number): (() => string)[] {
  if (!has("errors") || !scope.mayThrow) return [];
  // nothing may be thrown once there is a promise that may be rejected: nobody would handle that
  const atom = () => e.simple(scope, "i32", () => `${e.choices.below(9)}`);
  const pair = () => `[failing(${atom()}), failing(${atom()})]`;
  return [
    () => `await failing(${e.i32(scope, depth - 1)})`,
    () => `(await Promise.all<i32>(${pair()}))[1]`,
    () => `await Promise.any<i32>(${pair()})`,
    () => `await Promise.race<i32>(${pair()})`,
    () => `await failing(${atom()}).finally<void>((): void => print("f${e.mark()}"))`,
    () => `await failing(${atom()}).then<i32>((n: i32): i32 => risky(n))`,
  ];
}

/** `try` with `catch`, `finally` or both. */
export function tryStatement(to: Statements, place: Place, depth: number): void {
  const { choices } = to;
  const some = (inner: Place, count: number) => (): void => {
    to.statements(inner, 1 + choices.below(count), depth);
  };
  const kind = choices.below(4);
  const catches = kind < 3;
  const attempt = catches ? { ...place, mayThrow: true } : place;
  const parts = [{ head: "try {", body: some(attempt, 3) }];
  if (catches && choices.chance(15)) parts.push({ head: "} catch {", body: some(place, 2) });
  else if (catches) {
    const name = to.name("e");
    const body = () => {
      to.text.line(`print("${to.mark()} " + tell(${name} as Error));`);
      some(withVariable(place, name, "Error", true), 2)();
    };
    parts.push({ head: `} catch (${name}) {`, body });
  }
  if (kind > 1) parts.push({ head: "} finally {", body: some(place, 2) });
  to.text.blocks(...parts);
}

/** `throw`, where somebody handles it. */
export function throwStatement(to: Statements, place: Place): string {
  const { choices, expressions: e } = to;
  const caught = e.variable(place, "Error");
  const errors: [() => string, ...(() => string)[]] = [
    () => `new Error(\`thrown ${to.mark()} ${e.shown(place, 1)}\`)`,
    () => `new Coded(${e.of("i32", place, 1)}, "coded")`,
    () => 'new Worse("worse")',
    () => 'new TypeError("type")',
  ];
  if (caught) errors.push(() => caught.name);
  return `throw ${choices.pick(errors)()};`;
}

/** What is known of an error by its class. */
export function tellsApart(to: Statements, place: Place): void {
  const caught = to.expressions.variable(place, "Error");
  if (caught) to.text.line(`if (${caught.name} instanceof Coded) print(\`${to.mark()} \${${caught.name}.code}\`);`);
}

/** A variable that may be null. */
export function nullableDeclaration(to: Statements, place: Place): Place {
  const name = to.name("b");
  to.text.line(`let ${name}: Box | null = ${boxOrNull(to, place)};`);
  return withVariable(place, name, "Box | null", false);
}

const boxOrNull = (to: Statements, place: Place): string =>
  to.choices.chance(50) ? "null" : to.expressions.of("Box", place, 1);

/** Assigns to a variable that may be null, or reads it where the compiler may think that it is not. */
export function nullableUse(to: Statements, place: Place): void {
  const { choices, expressions: e } = to;
  const box = e.assignable(place, "Box | null")?.name;
  if (!box) return;
  if (choices.chance(40)) {
    to.text.line(`${box} = ${boxOrNull(to, place)};`);
    return;
  }
  const [number, other, caught] = [e.of("i32", place, 1), e.of("i32", { ...place, mayThrow: true }, 1), to.name("e")];
  to.text.block(`if (${box}) {`, () => {
    to.text.line(`print(\`${to.mark()} \${${box}.n}\`);`);
    to.text.line(`try { ${box} = null; total = ${other}; ${box} = new Box(${number}, "b"); }`);
    to.text.line(`catch (${caught}) { print(${box} ? "some" : "none"); }`);
  });
}
