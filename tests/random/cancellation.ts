// Cancellation in random programs, as the web has it: controllers and signals as globals, variables and parameters; waits
// that an abort ends; aborts from timers, jobs, other functions and the middle of things.
//
// Listeners do not look at signals and do not abort others: Node 20 calls the listeners of a signal before it aborts the
// signals that depend on it, which DOM 3.2.1 no longer does.

import { captured } from "./closures.js";
import type { Expressions } from "./expressions.js";
import { has, OUTSIDE, type Place, type Scope, withVariable } from "./scope.js";
import type { Statements } from "./statements.js";

const controller = (e: Expressions, scope: Scope): string => e.simple(scope, "AbortController", () => "stopper");

/** A signal: of a controller, a timeout, of several others, or one that was aborted before. */
export function signal(e: Expressions, scope: Scope, depth: number): string {
  const simple = () => e.simple(scope, "AbortSignal", () => `${controller(e, scope)}.signal`);
  if (depth <= 0 || e.choices.isOver) return simple();
  const other = () => signal(e, scope, depth - 1);
  return e.choices.pick<() => string>([
    simple,
    () => `${controller(e, scope)}.signal`,
    () => `AbortSignal.any([${other()}, ${other()}])`,
    () => `AbortSignal.timeout(${1 + e.choices.below(4)})`,
    () => `AbortSignal.abort(${reason(e, scope)})`,
  ])();
}

/** What an abort is given as its reason, if anything. */
const reason = (e: Expressions, scope: Scope): string =>
  e.choices.pick<() => string>([() => "", () => `new Coded(${e.of("i32", scope, 1)}, "aborted")`])();

/** Operands of type `i32` that throw the reason of an abort. */
export function thrownBySignals(e: Expressions, scope: Scope, depth: number): (() => string)[] {
  if (!has("cancellation") || !scope.mayThrow) return [];
  return [() => `checked(${signal(e, scope, depth - 1)}, ${e.i32(scope, depth - 1)})`];
}

/** Operands of type `i32` whose waiting an abort ends. */
export function awaitedSignals(e: Expressions, scope: Scope, depth: number): (() => string)[] {
  if (!has("cancellation") || !scope.mayThrow) return [];
  const given = () => signal(e, scope, depth - 1);
  return [
    () => `await nap(${e.choices.below(5)}, ${given()})`,
    () => `await unless(${given()}, ${e.promise("Promise<i32>", scope, depth - 1)})`,
  ];
}

/** Operands of type `string` that tell of a signal. */
export function toldSignals(e: Expressions, scope: Scope, depth: number): (() => string)[] {
  if (!has("cancellation")) return [];
  return [() => `why(${signal(e, scope, depth - 1)})`, () => `\`\${${signal(e, scope, 0)}.aborted}\``];
}

/** Promises that an abort settles. */
export function abortable(e: Expressions, scope: Scope, depth: number): (() => string)[] {
  if (!has("cancellation")) return [];
  const handled = "catch<i32>((e: Error): i32 => tell(e).length)";
  const given = () => signal(e, scope, depth - 1);
  return [
    () => `nap(${e.choices.below(5)}, ${given()}).${handled}`,
    () => `unless(${given()}, ${e.promise("Promise<i32>", scope, depth - 1)}).${handled}`,
  ];
}

/** `abort()`, now or later; and a new controller where the program's own is used up. */
export function abortion(to: Statements, place: Place): void {
  const { choices, text, expressions: e } = to;
  if (choices.chance(25)) {
    text.line("if (stopper.signal.aborted) stopper = new AbortController();");
    return;
  }
  const mark = to.mark();
  const callback = () => {
    const inner = captured(place, false);
    return `(): void => { print("a${mark}"); ${controller(e, inner)}.abort(${reason(e, inner)}); }`;
  };
  const ways: [() => string, ...(() => string)[]] = [
    () => `${controller(e, place)}.abort(${reason(e, place)});`,
    () => `setTimeout(${callback()}, ${choices.below(4)});`,
    () => `queueMicrotask(${callback()});`,
    () => `sleep(${choices.below(3)}).then<void>(${callback()});`,
  ];
  if (place.mayThrow) ways.push(() => `${signal(e, place, 1)}.throwIfAborted();`);
  text.line(choices.pick(ways)());
}

/** A controller, whose signal may have an `onabort`; or a signal. */
export function signalDeclaration(to: Statements, place: Place): Place {
  const { choices, text } = to;
  if (choices.chance(50)) {
    const name = to.name("s");
    text.line(`const ${name}: AbortSignal = ${signal(to.expressions, place, 2)};`);
    return withVariable(place, name, "AbortSignal", true);
  }
  const name = to.name("c");
  text.line(`const ${name} = new AbortController();`);
  if (choices.chance(40)) text.line(`${name}.signal.onabort = ${listener(to, place, `${to.mark()}`)};`);
  return withVariable(place, name, "AbortController", true);
}

/** What is called by an abort; it prints `told`, or what that stands for. */
function listener(to: Statements, place: Place, told: string): string {
  const { choices, expressions: e } = to;
  const variables = captured(place, false).variables.filter(({ type }) => type === "i32");
  const inner = { ...captured(place, false), variables };
  const act = choices.pick<() => string>([
    () => `seen = "${to.mark()}";`,
    () => `total = ${e.simple(inner, "i32", () => "5")};`,
    () => `gates[${choices.below(3)}].resolve(${e.simple(inner, "i32", () => "6")});`,
    () => `queueMicrotask((): void => print("q${to.mark()}"));`,
  ]);
  return `(): void => { print(\`l${told}\`); ${act()} }`;
}

/** Listens to a signal: for good, or while some statements run. */
export function listening(to: Statements, place: Place, depth: number): void {
  const { choices, text } = to;
  text.block("{", () => {
    const [heard, name, mark] = [to.name("s"), to.name("l"), to.name("w")];
    text.line(`const ${heard}: AbortSignal = ${signal(to.expressions, place, 2)};`);
    // it captures: functions that capture nothing are the same ones each time, and are added once
    text.line(`let ${mark}: i32 = ${to.mark()};`);
    text.line(`const ${name} = ${listener(to, place, `\${${mark}}`)};`);
    text.line(`${heard}.addEventListener("abort", ${name});`);
    to.statements(withVariable(place, heard, "AbortSignal", true), 1 + choices.below(2), depth);
    if (choices.chance(50)) text.line(`${heard}.removeEventListener("abort", ${name});`);
  });
}

/** Starts an async function that can be aborted and cleans up after itself, which may take it a while. */
export function abortableTask(to: Statements, place: Place, depth: number): Place {
  const { choices, text, expressions: e } = to;
  const [task, heard, result] = [to.name("t"), to.name("s"), to.name("v")];
  const within = withVariable(captured(place, true, true), heard, "AbortSignal", true);
  const inner: Place = { ...within, ...OUTSIDE, returns: (scope) => `return ${e.of("i32", scope, 1)} % 900;` };
  const [mark, steps] = [to.mark(), 1 + choices.below(3)];
  text.block(
    `const ${task} = async (${heard}: AbortSignal): Promise<i32> => {`,
    () => {
      text.line("if (--fuel < 0) return 1;");
      const attempt = () => {
        to.statements(inner, steps, depth);
        text.line(`print(\`${mark} \${await nap(${choices.below(4)}, ${heard})}\`);`);
      };
      const cleanup = () => {
        text.line(`print(\`f${mark} \${why(${heard})}\`);`);
        to.statements({ ...inner, mayThrow: choices.chance(30) }, 1 + choices.below(2), depth);
      };
      text.blocks({ head: "try {", body: attempt }, { head: "} finally {", body: cleanup });
      text.line(`return ${e.of("i32", inner, 1)} % 900;`);
    },
    "};",
  );
  const handled = `catch<i32>((e: Error): i32 => { print("${mark} " + tell(e)); return ${choices.below(9)}; })`;
  text.line(`const ${result}: Promise<i32> = ${task}(${signal(e, place, 2)}).${handled};`);
  return withVariable(place, result, "Promise<i32>", true);
}
