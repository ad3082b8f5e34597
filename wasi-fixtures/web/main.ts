// One program for the tests of the browser host and of the edge host: its first argument says what it does.
import {
  blockOn, BufferedReader, mkdir, now, readTextFile, remove, rename, sleep, stderr, stdin, stdout, writeFile, yieldNow,
} from "as-pollen";

async function waitFor(ms: f64): Promise<void> {
  await sleep(ms);
}

/** Sleeps of many lengths: says how many ended too early. */
async function measure(): Promise<void> {
  let early = 0;
  for (let ms: f64 = 0.25; ms < 20; ms *= 1.5) {
    const started = now();
    await sleep(ms);
    if (now() - started < ms) early++;
  }
  console.log(early.toString() + " too early");
}

async function upper(): Promise<void> {
  const reader = new BufferedReader(stdin);
  for (let line = await reader.readLine(); line !== null; line = await reader.readLine()) {
    await stdout.write(line.toUpperCase() + "\n");
  }
}

async function beat(ms: f64): Promise<void> {
  for (let i = 1; ; i++) {
    await sleep(ms);
    console.log("beat " + i.toString());
  }
}

/** Every kind of change to `/data`, where `count`, `old/a` and `old/gone` are. */
async function change(): Promise<void> {
  const count = I32.parseInt(await readTextFile("/data/count"));
  await writeFile("/data/count", (count + 1).toString());
  if (count > 1) return;
  await mkdir("/data/new");
  await rename("/data/old/a", "/data/new/a");
  await remove("/data/old/gone");
  await remove("/data/old");
  await writeFile("/data/old", "a file now");
  await mkdir("/data/empty");
}

export async function main(args: string[]): Promise<i32> {
  const what = args[0];
  if (what == "environment") {
    console.log(process.argv.join(" ") + " | " + args.slice(1).join(" ") + " | " + process.env.get("NAME"));
  } else if (what == "upper") await upper();
  else if (what == "measure") await measure();
  else if (what == "beat") await beat(parseFloat(args[1]));
  else if (what == "busy") {
    upper();
    while (true) await yieldNow();
  } else if (what == "flood") {
    const bytes = new Uint8Array(1 << 16);
    for (let i = 0; i < 64; i++) await stdout.write(bytes);
  } else if (what == "both") {
    await stdout.write("out\n");
    await stderr.write("err\n");
  } else if (what == "change") {
    await change();
  } else if (what == "change and trap") {
    await change();
    unreachable();
  } else if (what == "trap") {
    await sleep(1);
    unreachable();
  } else if (what == "stuck") await new Promise<i32>(() => {});
  else if (what == "throw") throw new Error("thrown");
  else if (what == "block") blockOn(waitFor(50));
  else if (what == "code") return <i32>parseInt(args[1]);
  return 0;
}
