// What the code around has found out about a variable, a closure may have changed since.
class Node {
  next: Node | null = null;
  constructor(public label: string) {}
}

function describe(node: Node | null): string {
  return node ? node.label : "null";
}

export async function main(): Promise<void> {
  const given = new Node("given");
  let q: Node | null = null;
  const set = (): void => { q = given; };
  if (q == null) set();
  if (q) print(q!.label);

  let z: Node | null = new Node("z");
  const clear = (): void => { z = null; };
  print(z!.label);
  const before = z;
  clear();
  print(`${describe(z)} ${describe(before)}`);

  z = new Node("again");
  const now = z;
  clear();
  const after = z;
  print(`${describe(now)} ${describe(after)}`);

  let walk: Node | null = given;
  given.next = new Node("second");
  let seen = "";
  const visit = (): void => { if (walk) seen += walk.label; };
  while (walk) {
    visit();
    walk = walk.next;
  }
  print(seen);

  const fixed: Node | null = given;
  if (fixed) {
    const label = (): string => fixed.label;
    print(label());
  }
}
