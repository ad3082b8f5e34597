// Everything that can be done to files below /data, and what is printed when it cannot.
import {
  BufferedReader, File, mkdir, readAllText, readDir, readFile, readTextFile, remove, rename, SeekMode, stat, writeFile,
} from "as-pollen";

async function failing<T>(promise: Promise<T>): Promise<void> {
  const outcome = (await Promise.allSettled<T>([promise]))[0];
  console.log(outcome.status == "rejected" ? outcome.reason!.toString() : "did not fail");
}

export async function main(): Promise<void> {
  console.log("-- write, read");
  await writeFile("/data/a.txt", "héllo\nworld\r\nlast");
  console.log(await readTextFile("data/a.txt"));
  console.log((await readFile("./data/a.txt")).length.toString());
  await writeFile("/data/a.txt", "!", "a");
  const status = await stat("/data/a.txt");
  console.log(status.size.toString() + " " + status.isFile.toString() + " " + (status.mtimeMs > 1_700_000_000_000).toString());

  console.log("-- positions");
  const file = await File.open("/data/a.txt", "r+");
  console.log((await file.seek(-5, SeekMode.End)).toString() + " " + (await readAllText(file)));
  await file.seek(1);
  await file.write("EE");
  console.log((await file.seek(0, SeekMode.Current)).toString());
  await file.seek(0);
  const lines = new BufferedReader(file, 16).lines();
  for (let line = await lines.next(); !line.done; line = await lines.next()) console.log("[" + line.value + "]");
  await file.truncate(4);
  console.log((await file.stat()).size.toString());
  await file.close();
  await file.close();
  await failing<i32>(file.read(new Uint8Array(1)));
  await failing<void>(file.write("x"));

  console.log("-- directories");
  await mkdir("/data/sub");
  await writeFile("/data/sub/b", "");
  await rename("/data/sub/b", "/data/sub/c");
  const entries = await readDir("/data/sub");
  for (let i = 0; i < entries.length; i++) console.log(entries[i].name + " " + entries[i].isFile.toString());
  await failing<void>(remove("/data/sub"));
  await remove("/data/sub/c");
  await remove("/data/sub");

  console.log("-- refused");
  await failing<File>(File.open("/data/missing"));
  await failing<File>(File.open("/data/a.txt", "wx"));
  await failing<File>(File.open("/data/a.txt", "rw"));
  await failing<void>(mkdir("/data/a.txt"));
  await failing<void>(remove("/data/missing"));
  await remove("/data/a.txt");
}
