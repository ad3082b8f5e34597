// Awaits as operands: what stands to the left of one is evaluated before it, and what a condition skips not at all.
import { sleep, yieldNow } from "as-pollen";

let calls: i32 = 0;
let total: i32 = 0;

async function int(n: i32): Promise<i32> {
  print(`int ${n}`);
  calls++;
  total += 10;
  await yieldNow();
  return n;
}

async function flag(b: bool): Promise<bool> {
  print(`flag ${b}`);
  await yieldNow();
  return b;
}

async function text(s: string): Promise<string> {
  await sleep(1);
  return s;
}

function three(a: i32, b: i32, c: i32): i32 {
  return a * 100 + b * 10 + c;
}

export async function main(): Promise<void> {
  print(`${(await flag(true)) && (await flag(false)) && (await flag(true))}`);
  print(`${(await flag(false)) || (await flag(true)) || (await flag(false))}`);
  print(`${(await flag(true)) ? await int(1) : await int(2)}`);
  print(`${(await flag(false)) ? await int(3) : (await flag(true)) ? await int(4) : 5}`);
  if (!(await flag(false)) && (await int(1)) < (await int(2))) print("less");
  const either = (await text("e")) || (await text("not evaluated"));
  print(either);

  print(`${three(await int(1), calls, await int(3))}`);
  print(`${three(await int(await int(7)), three(0, 0, await int(8)) - 7, -(await int(-9)))}`);
  print(`${calls + (await int(5)) + calls}`);
  print(`${total - (await int(1)) * total}`);

  let x = 1;
  x += await int(2);
  x *= await int(3);
  x -= (x << (await int(2))) >> (await int(1));
  x ^= ~(await int(6));
  print(`${x}`);
  total = 5;
  total += await int(1); // as it was before the call
  print(`${total}`);
  total = total + (await int(1)) + total;
  print(`${total}`);
  const y = (x = await int(4)) + x++ + x + (await int(x)) + x--;
  print(`${x} ${y}`);
  let z = 0;
  print(`${(z = 3, await int(z), z + (await int(1)))}`);
  print((await text("a")) + (await text("b")) + either + (await text("c")));
  print(`${(await text("a")) < (await text("b"))} ${(await text("same")) == (await text("same"))}`);
  print(`<${await text("t")}|${await int(3)}|${(await flag(true)) ? "y" : "n"}>`);
  print(`${await int(1)}`);
  print(`${-(await int(1)) - -(await int(2))}`);
  print(`${await await int(1)} ${await (await text("x"))}`);
  while ((await int(x--)) > 2) print("again");
  for (let i = await int(0); i < (await int(2)); i += await int(1)) print(`i ${i}`);
  do {
    z += 2;
  } while ((await int(z)) < 6);
  print(`${z} ${calls}`);
}
