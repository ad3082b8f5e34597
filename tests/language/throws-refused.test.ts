// What is refused around errors, with the message, and what the compiler may believe in handlers.

import { expect, test } from "vitest";
import { onNode } from "../setup/programs.js";
import { buildModule } from "./throws-modules.js";

const program = (body: string): string => `import "./prelude";
class Box { constructor(public v: i32) {} }
class Coded extends Error { code: i32 = 1; }
function risky(x: i32): i32 { if (x > 0) throw new Error("risky"); return x; }
function run(x: i32): i32 {
  let box: Box | null = new Box(1);
  ${body}
}
print(run(1).toString());
`;

async function refused(body: string): Promise<string> {
  const error = await buildModule(program(body)).then(
    () => new Error("was accepted"),
    (error: Error) => error,
  );
  return error.message;
}

async function printed(body: string): Promise<string> {
  return onNode(await buildModule(program(body), { prints: true }))(0).stdout;
}

test.each([
  ["a string", `throw "text";`, /Type '~lib\/string\/String' is not assignable to type '~lib\/error\/Error'/],
  ["a number", "throw 5;", /Type 'i32' is not assignable to type '~lib\/error\/Error'/],
  ["an object that is no error", "throw new Box(1);", /Type 'main\/Box' is not assignable to type/],
  [
    "what may be null",
    "let e: Error | null = null; throw e;",
    /Type '~lib\/error\/Error \| null' is not assignable to type/,
  ],
])("throwing %s", async (_, body, message) => {
  expect(await refused(`try { ${body} } finally {} return 0;`)).toMatch(message);
});

test.each([
  ["assigned before the error", "try { box = null; risky(1); box = new Box(2); } catch { return box.v; } return 0;"],
  ["assigned in a loop", "while (true) { try { risky(x); box = null; x = 0; } catch { return box.v; } }"],
  ["assigned in the body of a finally", "try { box = null; risky(x); } finally { x = box.v; } return x;"],
  ["assigned in the body, read behind", "try { risky(x); } catch { box = null; } return box.v;"],
  ["not assigned when the error came", "box = null; try { risky(1); box = new Box(2); } catch {} return box.v;"],
])("a variable that may be null in or behind a handler: %s", async (_, body) => {
  expect(await refused(`if (!box) return 0; ${body}`)).toContain("TS2322: Type 'main/Box | null' is not assignable");
});

test.each([
  ["not assigned", "try { risky(x); } catch { return box.v; } return 0;", "1"],
  ["assigned in the body and the handler", "try { risky(x); } catch { box = new Box(4); } return box.v;", "4"],
  ["assigned in the body of a finally", "box = null; try { box = new Box(5); } finally { x++; } return box.v;", "5"],
  [
    "a small integer that may have overflowed",
    "let n: u8 = 250; try { n += <u8>(x + 9); risky(x); } catch { return n; } return 0;",
    "4",
  ],
])("what still holds: %s", async (_, body, expected) => {
  expect(await printed(`if (!box) return 0; ${body}`)).toBe(`${expected}\n`);
});

test("instanceof narrows where it holds, and nowhere else", async () => {
  const narrow = "try { risky(x); } catch (e) { if (e instanceof Coded) return e.code; ";
  expect(await refused(`${narrow} return e.code; } return 0;`)).toContain("Property 'code' does not exist");
  expect(
    await refused("try { risky(x); } catch (e) { return e instanceof Coded || e.code > 1 ? 1 : 2; } return 0;"),
  ).toContain("Property 'code' does not exist");
  expect(await printed(`${narrow} return e.message.length; } return 0;`)).toBe("5\n");
});
