// AssemblyScript's own globals, on WASI.
export function main(): void {
  console.log("häß 😀 " + String.fromCharCode(0xd800) + "|");
  console.info("info");
  console.debug("debug");
  console.warn("warn");
  console.error("error");
  console.assert(true, "holds");
  console.assert(false, "does not hold");
  console.assert(0);
  console.log("é".repeat(2000) + "😀".repeat(1000));
  console.count();
  console.count("label");
  console.count();
  console.countReset();
  console.count();
  console.countReset("unknown");
  console.group("group");
  console.log("two\nlines");
  console.group();
  console.error("deeper");
  console.groupEnd();
  console.groupEnd();
  console.groupEnd();
  console.log("out");
  console.timeEnd("unknown");
  trace("trace", 3, 1.5, -2, NaN);
  trace("nothing");
  console.log(new Date(0).toISOString() + " " + Date.UTC(2020).toString());
  console.log((Date.now() > 1_700_000_000_000).toString() + " " + (performance.now() >= 0).toString());
  const numbers = new Uint8Array(16), others = new Uint8Array(16);
  crypto.getRandomValues(numbers);
  crypto.getRandomValues(others);
  console.log((numbers.join() != others.join()).toString() + " " + (Math.random() != Math.random()).toString());
  process.stdout.write("process " + process.argv.length.toString() + " " + process.env.has("NAME").toString() + "\n");
  if (process.argv.length > 1) process.exit(I32.parseInt(process.argv[1]));
  const empty: i32[] = [];
  console.log(empty[3].toString());
}

main();
