// poll_oneoff: sleep until the first of many events.
//
//   subscription, 48 bytes                          event, 32 bytes
//    0  userdata  u64                                0  userdata  u64
//    8  tag       u8: clock, fd_read, fd_write       8  error     u16
//   16  clock id  u32    | descriptor u32           10  type      u8
//   24  timeout   u64                               16  nbytes    u64
//   32  precision u64                               24  flags     u16
//   40  flags     u16
//
// (`wasi_unstable`: what follows the tag of a clock comes 8 bytes later.)
// As on wasmtime a subscription that cannot be waited for fails the whole call.

import { Clockid, Eventrwflags, Eventtype, Subclockflags } from "./abi.js";
import type { Context, Functions, Outcome } from "./context.js";
import type { Readiness } from "./descriptors.js";
import { fail } from "./errno.js";

const EVENT_SIZE = 32;
const NOT_READY = undefined;

export function pollFunctions({ memory, descriptors, clocks, sleeper, limits, snapshot }: Context): Functions {
  const { size: subscriptionSize, clock: clockAt } = snapshot.subscription;

  /** Nanoseconds until the clock of the subscription is due; 0 or less when it is. */
  const remaining = (subscription: number, started: bigint): bigint => {
    const clock = memory.u32(subscription + clockAt);
    const timeout = memory.u64(subscription + clockAt + 8);
    const flags = memory.u16(subscription + clockAt + 24);
    if (flags & ~Subclockflags.ALL || (clock !== Clockid.REALTIME && clock !== Clockid.MONOTONIC)) fail("INVAL");
    if ((flags & Subclockflags.ABSTIME) === 0) return started + timeout - clocks.monotonic();
    return timeout - (clock === Clockid.REALTIME ? clocks.realtime() : clocks.monotonic());
  };

  const readiness = (subscription: number, tag: number): Readiness | undefined => {
    const descriptor = descriptors.get(memory.u32(subscription + 16));
    return tag === Eventtype.FD_READ ? descriptor.readReadiness() : descriptor.writeReadiness();
  };

  /** Writes the events that are there and returns their number, or the nanoseconds until the first clock is due. */
  const collect = (subscriptions: number, events: number, count: number, started: bigint) => {
    let found = 0;
    let soonest: bigint | undefined;
    for (let i = 0; i < count; i++) {
      const subscription = subscriptions + i * subscriptionSize;
      const tag = memory.u8(subscription + 8);
      let ready: Readiness | undefined = NOT_READY;
      if (tag === Eventtype.CLOCK) {
        const left = remaining(subscription, started);
        if (left <= 0n) ready = { bytes: 0n, hangup: false };
        else if (soonest === undefined || left < soonest) soonest = left;
      } else if (tag === Eventtype.FD_READ || tag === Eventtype.FD_WRITE) {
        ready = readiness(subscription, tag);
      } else {
        fail("INVAL");
      }
      if (ready === NOT_READY) continue;
      const event = events + found++ * EVENT_SIZE;
      const userdata = memory.u64(subscription);
      memory.bytes(event, EVENT_SIZE).fill(0);
      memory.setU64(event, userdata);
      memory.setU8(event + 10, tag);
      memory.setU64(event + 16, ready.bytes);
      memory.setU16(event + 24, ready.hangup ? Eventrwflags.HANGUP : 0);
    }
    return { found, soonest };
  };

  return {
    poll_oneoff(subscriptions: number, events: number, count: number, result: number) {
      if (count === 0) fail("INVAL");
      memory.check(subscriptions, count * subscriptionSize);
      memory.check(events, count * EVENT_SIZE);
      memory.check(result, 4);
      if (count > limits.subscriptions) fail("INVAL");
      const started = clocks.monotonic();
      const look = (): Outcome => {
        const token = sleeper.token();
        const { found, soonest } = collect(subscriptions, events, count, started);
        if (found === 0) return { token, ms: soonest === undefined ? Infinity : Number(soonest) / 1e6, retry: look };
        memory.setU32(result, found);
      };
      return look();
    },
  };
}
