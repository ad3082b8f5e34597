// Closures in random programs: arrow functions and function statements, async or not, that read and write variables of
// the functions and loops around them; kept, passed on and called long after; with errors thrown through them.

import type { Expressions } from "./expressions.js";
import { type FunctionType, has, OUTSIDE, type Place, type Scope, spelled, withVariable } from "./scope.js";
import type { Statements } from "./statements.js";

const FUNCTIONS: readonly [FunctionType, ...FunctionType[]] = ["Fn", "AsyncFn", "RiskyFn", "RiskyAsyncFn"];

const isAsync = (type: FunctionType): boolean => type === "AsyncFn" || type === "RiskyAsyncFn";
const isRisky = (type: FunctionType): boolean => type === "RiskyFn" || type === "RiskyAsyncFn";

/** Where programs keep functions of each type; they are the first of their shelves. */
export const SHELVES = `const shelf = new Shelf<i32>((x: i32): i32 => x % 300 + fuel);
const riskyShelf = new Shelf<i32>(risky);
const asyncShelf = new Shelf<Promise<i32>>(async (x: i32): Promise<i32> => (await pass<i32>(x)) % 300 + fuel);
const riskyAsyncShelf = new Shelf<Promise<i32>>(failing);
`;

const shelfOf: Record<FunctionType, string> = {
  Fn: "shelf",
  RiskyFn: "riskyShelf",
  AsyncFn: "asyncShelf",
  RiskyAsyncFn: "riskyAsyncShelf",
};

/** What a closure sees of the place that it is written at. */
export function captured<S extends Scope>(scope: S, isAsyncClosure: boolean, mayThrow = false): S {
  const seen = has("closures") ? scope.variables : [];
  // what narrows a variable to one that is not null does not know of closures that assign to it
  const variables = seen.map((variable) =>
    variable.type === "Box | null" ? { ...variable, isConst: true } : variable,
  );
  return { ...scope, variables, isAsync: isAsyncClosure, mayThrow, mayReject: mayThrow };
}

/** Operands of type `i32` that call functions which are values. */
export function calledFunctions(e: Expressions, scope: Scope, depth: number): (() => string)[] {
  if (!has("closures")) return [];
  const a = () => e.i32(scope, depth - 1);
  const atom = () => e.simple(scope, "i32", () => `${e.choices.below(9)}`);
  const inner = captured(scope, false, scope.mayThrow);
  const q = { ...inner, variables: [...inner.variables, { name: "q", type: "i32" as const, isConst: false }] };
  const result = [
    () => `shelf.call(${a()}, ${a()})`,
    () => `sum([${a()}, ${a()}].map<i32>((q: i32): i32 => ${e.i32(q, depth - 1)} % 900))`,
    () => `sum([3, ${atom()}, 1].filter((q: i32): bool => ${e.of("bool", q, depth - 1)}))`,
    () => `[${atom()}, 2].reduce<i32>((r: i32, q: i32): i32 => (r + ${e.i32(q, 1)}) % 500, ${atom()})`,
  ];
  if (scope.mayThrow) result.push(() => `riskyShelf.call(${a()}, ${a()})`);
  if (scope.isAsync) result.push(() => `await asyncShelf.call(${a()}, ${a()})`);
  if (scope.isAsync && scope.mayThrow) result.push(() => `await riskyAsyncShelf.call(${a()}, ${a()})`);
  for (const { name, type } of scope.variables) {
    if (type === "Fn" || (type === "RiskyFn" && scope.mayThrow)) result.push(() => `${name}(${a()})`);
    if (!scope.isAsync) continue;
    if (type === "AsyncFn" || (type === "RiskyAsyncFn" && scope.mayThrow)) result.push(() => `await ${name}(${a()})`);
  }
  return result;
}

/** Writes `head`, the body of a closure with the parameter `x`, and `end`; it returns `otherwise` where fuel has run out. */
function closure(
  to: Statements,
  place: Place,
  depth: number,
  type: FunctionType,
  head: string,
  end: string,
  otherwise: string = "1",
): void {
  const { choices, expressions: e } = to;
  const within = withVariable(captured(place, isAsync(type), isRisky(type)), "x", "i32", false);
  const inner: Place = {
    ...{ ...within, ...OUTSIDE },
    returns: (scope) => `return ${e.of("i32", scope, 1)} % 900;`,
  };
  to.text.block(
    `${head} {`,
    () => {
      to.text.line(`if (--fuel < 0) return ${otherwise};`);
      const last = to.statements(inner, 1 + choices.below(3), depth - 1);
      to.text.line(`return ${e.of("i32", last, 2)} % 900;`);
    },
    end,
  );
}

const headOf = (type: FunctionType): string => (isAsync(type) ? "async (x: i32): Promise<i32> =>" : "(x: i32): i32 =>");

/** `const g = (x) => { ... };` */
export function closureDeclaration(to: Statements, place: Place, depth: number): Place {
  const type = to.choices.pick(FUNCTIONS);
  const name = to.name("g");
  const written = to.choices.chance(50) ? `: ${spelled(type)}` : "";
  closure(to, place, depth, type, `const ${name}${written} = ${headOf(type)}`, "};");
  return withVariable(place, name, type, true);
}

/** A closure for later. */
export function keptClosure(to: Statements, place: Place, depth: number): void {
  const type = to.choices.pick(FUNCTIONS);
  closure(to, place, depth, type, `${shelfOf[type]}.keep(${headOf(type)}`, "});");
}

/** A closure that makes closures. */
export function maker(to: Statements, place: Place): void {
  const { choices, expressions: e } = to;
  const name = to.name("h");
  const inner = withVariable(withVariable(captured(place, false), "x", "i32", false), "y", "i32", false);
  const made = `(y: i32): i32 => --fuel < 0 ? 1 : (${e.of("i32", inner, 2)} + x * 3) % 900`;
  to.text.line(`const ${name} = (x: i32): ((y: i32) => i32) => ${made};`);
  to.text.line(`shelf.keep(${name}(${choices.below(9)}));`);
  to.text.line(`print(\`${to.mark()} \${${name}(${choices.below(9)})(${choices.below(9)})}\`);`);
}

/** A function statement, known before it is reached, as is the variable that it captures. */
export function functionStatement(to: Statements, place: Place, depth: number): void {
  const { expressions: e } = to;
  const type = to.choices.pick(place.isAsync ? (["Fn", "AsyncFn"] as const) : (["Fn"] as const));
  const [name, value] = [to.name("k"), to.name("w")];
  const call = () => `${isAsync(type) ? "await " : ""}${name}(${e.of("i32", place, 1)})`;
  const inner = withVariable({ ...place, hasThis: false }, value, "i32", false);
  const head = isAsync(type) ? `async function ${name}(x: i32): Promise<i32>` : `function ${name}(x: i32): i32`;
  to.text.block("{", () => {
    to.text.line(`let ${value}: i32 = ${e.of("i32", place, 1)};`);
    to.text.line(`${value} += ${call()} % 100;`);
    // it captures: the stock compiler, which may compile a loop twice, knows other function statements then already
    closure(to, inner, depth, type, head, "}", value);
    to.text.line(`print(\`${to.mark()} \${${call()}} \${${value}}\`);`);
  });
}

/** A variable that is captured before its declaration; a default value that captures; a binding of the loop's head. */
export function rareCapture(to: Statements, place: Place): void {
  const { choices, expressions: e } = to;
  const [value, reader] = [to.name("w"), to.name("o")];
  const atom = () => e.of("i32", captured(place, false), 0);
  const number = () => e.of("i32", place, 1);
  const mark = to.mark();
  const early = () => {
    to.text.line(`const ${reader} = (): i32 => (${value} + ${atom()}) % 900;`);
    to.text.line(`let ${value}: i32 = ${number()};`);
    if (choices.chance(50)) to.text.line(`${value} = ${value} % 500 + 1;`);
    to.text.line(`print(\`${mark} \${${reader}()}\`);`);
  };
  const byDefault = () => {
    to.text.line(`const ${value} = ${number()} % 100;`);
    to.text.line(`const ${reader} = (x: i32, y: i32 = ${value} % 70): i32 => x + y * ${value};`);
    to.text.line(`print(\`${mark} \${${reader}(1)} \${${reader}(1, 2)}\`);`);
  };
  const inHead = () => {
    const head = `let ${value} = 0, ${reader}: () => i32 = (): i32 => ${choices.pick([value, `++${value}`])}`;
    const step = choices.pick([`${value}++`, `${value} += 2`]);
    to.text.block(`for (${head}; ${value} < 3 && --fuel > 0; ${step}) {`, () => {
      to.text.line(`shelf.keep((x: i32): i32 => x % 100 + ${value} + ${reader}());`);
      to.text.line(`print(\`${mark} \${${reader}()} \${${value}}\`);`);
    });
  };
  const assignedLater = () => {
    to.text.line(`let ${reader}!: (x: i32) => i32;`);
    to.text.line(`const set${reader} = (): void => { ${reader} = (x) => x % 90 * ${atom()} % 900; };`);
    to.text.line(`set${reader}();`);
    to.text.line(`print(\`${mark} \${${reader}(7)}\`);`);
  };
  to.text.block("{", choices.pick([early, byDefault, inHead, assignedLater]));
}
