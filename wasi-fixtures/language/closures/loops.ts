// Each iteration has variables of its own, those of the loop's head included.
type Step = () => i32;

function show(list: Step[]): void {
  let line = "";
  for (let i = 0; i < list.length; i++) line += ` ${list[i]()}`;
  print(line);
}

export async function main(): Promise<void> {
  const read: Step[] = [];
  for (let i = 0; i < 4; i++) read.push(() => i);
  show(read);

  const change: Step[] = [];
  for (let i = 0; i < 3; i++) {
    change.push(() => i++);
    i += 0;
  }
  show(change);
  show(change);

  const several: Step[] = [];
  for (let i = 0, j = 10; i < 3; i++, j--) {
    several.push(() => i * 100 + j);
    if (i == 1) continue;
    j += 0;
  }
  show(several);

  const within: Step[] = [];
  for (let i = 0; i < 3; ) {
    const k = i;
    within.push(() => {
      i += 10;
      return i + k;
    });
    i++;
  }
  show(within);
  show(within);

  const endless: Step[] = [];
  for (let i = 0; ; i++) {
    if (i == 1) continue;
    if (i > 3) break;
    endless.push(() => i * 10);
  }
  show(endless);

  const others: Step[] = [];
  let w = 0;
  while (w < 3) {
    let q = w * 2;
    others.push(() => {
      q++;
      return q + w;
    });
    w++;
  }
  do {
    let z = w;
    others.push(() => z + w);
    w--;
  } while (w > 0);
  show(others);
  show(others);

  const nested: Step[] = [];
  for (let i = 0; i < 2; i++) {
    for (let j = 0; j < 2; j++) {
      nested.push(() => {
        j += 5;
        return i * 10 + j;
      });
    }
  }
  show(nested);
  show(nested);

  for (let i = 0, own: Step = () => i; i < 3; i++) print(`${own()} ${i}`);
  for (let i = 0, own: Step = () => ++i; i < 2; i++) print(`${own()} ${i}`);

  const hoisted: Step[] = [];
  for (let i = 0; i < 3; i++) {
    var last = i;
    hoisted.push(() => last);
  }
  show(hoisted);

  const names: Array<() => string> = [];
  let name = "";
  for (let i = 0; i < 3; i++) {
    const before = name;
    name += i.toString();
    names.push(() => before + "<" + name);
  }
  print(names[0]() + " " + names[2]());

  let result = 0;
  switch (w) {
    case 0: {
      let a = 5;
      const f = (): void => {
        a++;
        result += a;
      };
      f();
      f();
    }
    default: {
      let a = 9;
      const f = (): i32 => --a;
      result += f() + f();
    }
  }
  print(`${result}`);
}
