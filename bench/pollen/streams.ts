// Standard input and output.
import { BufferedReader, BufferedWriter, scope, sleep, stdin, stdout } from "as-pollen";
import { clock, report, reportAside } from "./measure";

function reportRate(name: string, bytes: f64, began: f64): void {
  reportAside(name, bytes * 1e3 / (clock() - began), "MB/s");
}

/** Reads line by line, and writes each line. */
export async function echo(): Promise<void> {
  const reader = new BufferedReader(stdin), writer = new BufferedWriter(stdout);
  const began = clock();
  let bytes: f64 = 0;
  while (await reader.nextLine()) {
    bytes += reader.line.byteLength + 1;
    if (!writer.tryWriteLine(reader.line)) await writer.writeLine(reader.line);
  }
  await writer.flush();
  reportRate("echo", bytes, began);
}

/** Writes what is read, up to 64 KiB at a time. */
export async function copy(): Promise<void> {
  const buffer = new Uint8Array(64 * 1024);
  const began = clock();
  let bytes: f64 = 0;
  for (let count = await stdin.read(buffer); count > 0; count = await stdin.read(buffer)) {
    bytes += count;
    await stdout.write(buffer.subarray(0, count));
  }
  reportRate("copy", bytes, began);
}

/** Sleeps 10 ms again and again for 500 ms, while another task reads what does not come. */
export async function tick(): Promise<void> {
  await scope<void>(async (s) => {
    s.spawn<void>(async () => { await stdin.read(new Uint8Array(1)); });
    const end = clock() + 5e8;
    let ticks = 0;
    for (; clock() < end; ticks++) await sleep(10);
    report("ticks_with_stdin_pending", ticks, "of50");
    s.cancel();
  });
}
