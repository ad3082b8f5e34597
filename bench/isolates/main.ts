// What bench/isolates/run.mjs measures.
import { now } from "as-pollen";
import { Isolate, Port } from "as-pollen/isolate";

/** Counts the primes of every `step`-th number; these three are sent to it. */
async function countPrimes(port: Port<i32, i32>): Promise<void> {
  const step = await port.receive(), first = await port.receive(), end = await port.receive();
  let count = 0;
  for (let n = first; n < end; n += step) {
    let isPrime = n > 1;
    for (let d = 2; d * d <= n && isPrime; d++) isPrime = n % d != 0;
    if (isPrime) count++;
  }
  await port.send(count);
}

/** Milliseconds of the whole on so many isolates, their start included. */
async function compute(isolates: i32, end: i32): Promise<f64> {
  const began = now(), started = new Array<Isolate<i32, i32>>();
  for (let i = 0; i < isolates; i++) {
    const isolate = Isolate.spawn(countPrimes);
    started.push(isolate);
    await isolate.send(2 * isolates);
    await isolate.send(2 * i + 1);
    await isolate.send(end);
  }
  for (let i = 0; i < isolates; i++) await started[i].receive();
  const ms = now() - began;
  for (let i = 0; i < isolates; i++) await started[i].join();
  return ms;
}

async function echo(port: Port<i32, i32>): Promise<void> {
  for await (const n of port) await port.send(n);
}

async function ignore(port: Port<Uint8Array, i32>): Promise<void> {
  let bytes = 0;
  for await (const message of port) bytes += message.length;
  await port.send(bytes);
}

/** Milliseconds of so many round trips of a number. */
async function roundTrips(count: i32): Promise<f64> {
  const isolate = Isolate.spawn(echo);
  await isolate.send(0);
  await isolate.receive();
  const began = now();
  for (let i = 0; i < count; i++) {
    await isolate.send(i);
    await isolate.receive();
  }
  const ms = now() - began;
  await isolate.join();
  return ms;
}

/** Milliseconds of so many messages of 64 KiB. */
async function transfer(count: i32): Promise<f64> {
  const isolate = Isolate.spawn(ignore), message = new Uint8Array(65_536), began = now();
  for (let i = 0; i < count; i++) await isolate.send(message);
  await isolate.close();
  await isolate.receive();
  const ms = now() - began;
  await isolate.join();
  return ms;
}

export async function main(): Promise<void> {
  for (let run = 0; run < 5; run++) {
    const one = await compute(1, 5_000_000), two = await compute(2, 5_000_000);
    const messages = 20_000 / (await roundTrips(20_000)) * 1000, megabytes = 4096 / 16.0 / (await transfer(4096)) * 1000;
    console.log(`${one / two} ${messages} ${megabytes}`);
  }
}
