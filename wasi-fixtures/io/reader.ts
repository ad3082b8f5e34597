// Does to a buffered reader what a script says, and prints what comes of it. Arguments: bytes of the buffer, longest line.
import { BufferedReader, File, readTextFile } from "as-pollen";

async function line(reader: BufferedReader): Promise<string> {
  return (await reader.nextLine()) ? show(reader.line) : "end";
}

async function until(reader: BufferedReader, delimiter: u8): Promise<string> {
  const bytes = await reader.readUntil(delimiter);
  return bytes === null ? "end" : show(bytes);
}

async function some(reader: BufferedReader, count: i32): Promise<string> {
  const bytes = new Uint8Array(count);
  return show(bytes.subarray(0, await reader.read(bytes)));
}

async function more(reader: BufferedReader): Promise<string> { return (await reader.fill()).toString(); }

function show(bytes: Uint8Array): string { return String.UTF8.decodeUnsafe(bytes.dataStart, bytes.length).replaceAll("\r", "~"); }

function perform(step: string, reader: BufferedReader): Promise<string> {
  const operand = step.length > 1 ? I32.parseInt(step.substring(1)) : 0;
  if (step.startsWith("n")) return line(reader);
  if (step.startsWith("u")) return until(reader, <u8>operand);
  if (step.startsWith("r")) return some(reader, operand);
  return more(reader);
}

export async function main(args: string[]): Promise<void> {
  const file = await File.open("/data/in");
  const reader = new BufferedReader(file, I32.parseInt(args[0]), I32.parseInt(args[1]));
  const steps = (await readTextFile("/data/script")).split(" ");
  let trace = "";
  for (let i = 0; i < steps.length; i++) {
    let result: string;
    if (steps[i] == "t") result = reader.tryNextLine() ? show(reader.line) : "nothing";
    else {
      const outcome = (await Promise.allSettled<string>([perform(steps[i], reader)]))[0];
      result = outcome.status == "rejected" ? outcome.reason!.name : outcome.value!;
    }
    trace += steps[i] + " " + result + "\n";
  }
  console.log(trace);
}
