// A channel in the hands of a test: calls that wait are numbered, and how each ends is an event.
import { Channel, ChannelClosedError, run } from "as-pollen";
import { CancelledError } from "as-pollen/assembly/core/cancelled";
import { cancelCall, forgetCalls, start } from "./calls";

let channel = new Channel<string>();
const events: string[] = [];

/** Makes a new channel; what happened to others is forgotten. */
export function open(capacity: i32): void {
  channel = capacity < 0 ? Channel.unbounded<string>() : new Channel<string>(capacity);
  events.length = 0;
  forgetCalls();
}

/** A call that sends the value "value N". */
async function sendValue(n: i32): Promise<void> {
  try {
    await channel.send(`value ${n}`);
    events.push(`${n} sent`);
  } catch (e) {
    events.push(`${n} ${e instanceof ChannelClosedError ? "returned" : outcomeOf(e)}`);
  }
}

async function receiveValue(n: i32): Promise<void> {
  try {
    events.push(`${n} received ${await channel.receive()}`);
  } catch (e) {
    events.push(`${n} ${e instanceof ChannelClosedError ? "ended" : outcomeOf(e)}`);
  }
}

function outcomeOf(e: Error): string { return e instanceof CancelledError ? "cancelled" : e.toString(); }

export function send(n: i32): void { start(n, sendValue); }
export function receive(n: i32): void { start(n, receiveValue); }
export function cancel(n: i32): void { cancelCall(n); }

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
