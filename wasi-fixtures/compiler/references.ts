// References that only the frame holds while a call is suspended: the objects around them let go of them meanwhile.
import { sleep, yieldNow } from "as-pollen";
class N { constructor(public s: string, public next: N | null = null) {} 
  put(t: string): string { return this.s + t; } }
class H { constructor(public n: N, public list: string[]) {} }
let h: H = new H(new N("first"), ["x"]);
function fresh(s: string): string { return s + "!" + s; }
async function change(): Promise<string> {
  h.n = new N(fresh("other"));
  h.n.s = fresh("again");
  h.list = [fresh("q"), fresh("r")];
  h = new H(new N(fresh("new")), [fresh("z")]);
  for (let i = 0; i < 5; i++) { fresh("garbage"); await sleep(1); }
  return fresh("c");
}
export async function main(): Promise<void> {
  await yieldNow();
  h.n.s = fresh("begin");
  print(h.n.s + (await change()));
  h.n.s = fresh("one");
  print(h.n.put(await change()));
  h.list[0] = await change();
  h.list = [fresh("k"), await change(), fresh("l")];
  print(h.list.join());
  h.n.next = new N(await change());
  h.n.next = new N(fresh("d"), new N(await change()));
  print(`${h.n.s} ${await change()} ${h.n.s}`);
  print([[fresh("a"), await change()], [h.n.s, await change()]].map<string>((x: string[]): string => x.join("/")).join("-"));
  print((h.n.s == (await change())).toString());
}
