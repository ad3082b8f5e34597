// What bench/embed/run.mjs calls.

// @ts-ignore: decorator
@external("host", "value") declare function value(x: i32): Promise<i32>;

export function add(x: i32): i32 { return x + 1; }
export function shout(text: string): string { return text + "!"; }
export async function at_once(x: i32): Promise<i32> { return x + 1; }
export async function turns(x: i32): Promise<i32> { return (await at_once(x)) + 1; }
export async function asks(x: i32): Promise<i32> { return (await value(x)) + 1; }
