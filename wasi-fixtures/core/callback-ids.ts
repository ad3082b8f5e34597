// The table of callback timers in the hands of a test: timers are numbers.
import "as-pollen";
import { addTimer, removeTimer, timerOf } from "as-pollen/assembly/core/callback_ids";

export function add(id: u32, timer: u32): void { addTimer(id, timer); }
export function remove(id: u32): void { removeTimer(id); }
export function find(id: u32): u32 { return <u32>timerOf(id); }
