// 140,000 closures: most of them dropped at once, some kept for long, some that hold each other.
type Step = () => i32;

class Link {
  constructor(readonly step: Step, readonly next: Link | null) {}
}

let live: Step[] = [];

function make(i: i32, s: string): Step {
  let n = i;
  return (): i32 => {
    n++;
    return n + s.length;
  };
}

function round(): string {
  let sum = 0;
  for (let i = 0; i < 21000; i++) {
    const step = make(i, "s" + i.toString());
    if (i % 10 == 0) live.push(step);
    sum = (sum + step()) % 100003;
  }
  for (let i = 0; i < live.length; i++) sum = (sum + live[i]()) % 100003;
  let chain: Step = (): i32 => 0;
  for (let i = 0; i < 3000; i++) {
    const inner = chain;
    chain = (): i32 => (inner() + i) % 1000;
    if (i % 100 == 0) {
      const so = chain();
      chain = (): i32 => so;
    }
  }
  let links: Link | null = null;
  for (let i = 0; i < 500; i++) links = new Link(make(i, "x"), links);
  while (links) {
    sum = (sum + links.step()) % 100003;
    links = links.next;
  }
  return `${sum} ${chain()} ${live.length}`;
}

export async function main(): Promise<void> {
  for (let i = 0; i < 6; i++) {
    print(round());
    if (i % 2) live = [];
    await Promise.resolve(i);
  }
}
