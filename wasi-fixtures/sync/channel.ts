// A channel in the hands of a test: calls that wait are numbered, and how each ends is an event.
import { Channel, ChannelClosedError, run } from "as-pollen";

let channel = new Channel<string>();
const events: string[] = [];

/** Makes a new channel; what happened to others is forgotten. */
export function open(capacity: i32): void {
  channel = capacity < 0 ? Channel.unbounded<string>() : new Channel<string>(capacity);
  events.length = 0;
}

/** A call that sends the value "value N". */
async function sendValue(n: i32): Promise<void> {
  try {
    await channel.send(`value ${n}`);
    events.push(`${n} sent`);
  } catch (e) {
    events.push(e instanceof ChannelClosedError ? `${n} returned` : e.message);
  }
}

async function receiveValue(n: i32): Promise<void> {
  try {
    events.push(`${n} received ${await channel.receive()}`);
  } catch (e) {
    events.push(e instanceof ChannelClosedError ? `${n} ended` : e.message);
  }
}

export function send(n: i32): void { sendValue(n); }
export function receive(n: i32): void { receiveValue(n); }

export function trySend(n: i32): void {
  if (channel.trySend(`value ${n}`)) events.push(`${n} sent at once`);
  else events.push(`${n} not sent`);
}

export function tryReceive(n: i32): void {
  const received = channel.tryReceive();
  events.push(received === null ? `${n} nothing` : `${n} received at once ${received.value}`);
}

export function close(): void { channel.close(); }
export function length(): i32 { return channel.length; }

/** Runs until nothing is left to do; returns the events since the last time, a line each. */
export function settle(): string {
  run();
  const lines = events.join("\n");
  events.length = 0;
  return lines;
}
