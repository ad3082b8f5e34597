// Compiles the example's synchronous half once, without Pollen, and makes instances of it.
import * as asc from "assemblyscript/asc";

/** The exports of wasi-fixtures/access-log/guest.ts. */
export interface Guest {
  addFeed(): number;
  feed(input: number, bytes: Uint8Array): number;
  finish(input: number): void;
  isAhead(input: number): boolean;
  takeReport(): string;
  summary(): string;
  takeRejected(input: number): Uint8Array;
  plainText(bytes: Uint8Array): boolean;
  options(args: string[]): string;
}

let compiled: Promise<() => Promise<Guest>> | undefined;

async function compile(): Promise<() => Promise<Guest>> {
  const files = new Map<string, string | Uint8Array>();
  const { error, stderr } = await asc.main(
    ["wasi-fixtures/access-log/guest.ts", "--config", "wasi-fixtures/access-log/asconfig.json", "-o", "guest.wasm"],
    { writeFile: (name, contents) => void files.set(name, contents) },
  );
  if (error) throw new Error(stderr.toString());
  const module = await WebAssembly.compile(files.get("guest.wasm") as Uint8Array<ArrayBuffer>);
  const bindings = await import(`data:text/javascript,${encodeURIComponent(String(files.get("guest.js")))}`);
  return () => bindings.instantiate(module, { env: {} });
}

/** A fresh instance. */
export async function newGuest(): Promise<Guest> {
  compiled ??= compile();
  return (await compiled)();
}

/** What the monitor put out. */
export interface Output {
  report: string;
  rejected: Buffer[];
}

/** Feeds all of `bytes` to an input, in reads of at most `most` bytes. */
export function feedAll(guest: Guest, input: number, bytes: Uint8Array, most = 65_536): Output {
  const output: Output = { report: "", rejected: [] };
  for (let at = 0; at < bytes.length; ) {
    at += guest.feed(input, bytes.subarray(at, Math.min(at + most, bytes.length)));
    output.report += guest.takeReport();
    output.rejected.push(Buffer.from(guest.takeRejected(input)));
  }
  return output;
}

/** Ends an input. */
export function finish(guest: Guest, input: number): Output {
  guest.finish(input);
  return { report: guest.takeReport(), rejected: [Buffer.from(guest.takeRejected(input))] };
}

/** Runs the monitor over one input. */
export async function monitor(bytes: Uint8Array, most?: number): Promise<{ report: string; rejected: Buffer }> {
  const guest = await newGuest();
  const input = guest.addFeed();
  const fed = feedAll(guest, input, bytes, most);
  const last = finish(guest, input);
  return {
    report: fed.report + last.report + guest.summary(),
    rejected: Buffer.concat([...fed.rejected, ...last.rejected]),
  };
}
