// What buffered readers and writers do besides lines.
import { BufferedReader, BufferedWriter, File, readTextFile, remove, writeFile } from "as-pollen";

function text(bytes: Uint8Array | null): string {
  return bytes === null ? "null" : String.UTF8.decodeUnsafe(bytes.dataStart, bytes.length);
}

export async function main(): Promise<void> {
  await writeFile("/data/in", "key=value;rest\nline one\r\nline two\nlast part of it");
  const file = await File.open("/data/in"), reader = new BufferedReader(file, 16);
  console.log("-- reader");
  console.log("try: " + (reader.tryNextLine() ? "line" : "nothing buffered"));
  console.log((await reader.fill()).toString() + " filled, " + reader.buffered.toString() + " buffered");
  console.log(text(await reader.readUntil(0x3d)));
  console.log(text(await reader.readUntil(0x3b)));
  const line = reader.tryReadLine();
  console.log(line === null ? "null" : line);
  const two = new Uint8Array(2);
  console.log((await reader.read(two)).toString() + " " + text(two.subarray(0, 1)));
  console.log((await reader.nextLine()).toString() + " " + text(reader.line));
  console.log((await reader.nextLine()).toString() + " " + text(reader.line));
  const large = new Uint8Array(64);
  const count = await reader.read(large);
  console.log(text(large.slice(0, count)));
  const rest = await reader.read(large);
  console.log(text(large.slice(0, rest)));
  console.log((await reader.read(large)).toString() + " " + (await reader.nextLine()).toString());
  console.log(text(await reader.readUntil(0)));
  await file.close();
  const outcome = (await Promise.allSettled<i32>([reader.fill()]))[0];
  console.log(outcome.reason!.toString());

  console.log("-- writer");
  const out = await File.open("/data/out", "w"), writer = new BufferedWriter(out, 16);
  await writer.write("twelve bytes");
  console.log(writer.buffered.toString() + " buffered, " + (await out.stat()).size.toString() + " written");
  console.log("try: " + writer.tryWrite(new Uint8Array(5)).toString());
  await writer.write(", and five");
  console.log(writer.buffered.toString() + " buffered, " + (await out.stat()).size.toString() + " written");
  await writer.write(" and more than it has room for");
  console.log(writer.buffered.toString() + " buffered, " + (await out.stat()).size.toString() + " written");
  await writer.write("!");
  await writer.flush();
  await writer.flush();
  for (let length = 14; length < 20; length++) await writer.writeLine(new Uint8Array(length).fill(0x30));
  console.log(writer.buffered.toString() + " buffered, " + (await out.stat()).size.toString() + " written");
  console.log("try: " + writer.tryWriteLine(new Uint8Array(16)).toString());
  await Promise.all<void>([writer.writeLine(new Uint8Array(9).fill(0x31)), writer.writeLine(new Uint8Array(17).fill(0x32)), writer.flush()]);
  await writer.flush();
  await out.close();
  console.log(await readTextFile("/data/out"));

  console.log("-- large");
  const big = await File.open("/data/out", "w+");
  const first = big.write("x".repeat(200_000)), second = big.write("y".repeat(100_000));
  await big.writable();
  await second;
  await first;
  console.log((await big.stat()).size.toString());
  await big.seek(199_999);
  await big.readable();
  await big.read(two);
  console.log(text(two));
  await big.close();
  await remove("/data/in");
  await remove("/data/out");
}
