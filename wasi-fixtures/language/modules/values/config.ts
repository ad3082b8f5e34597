import { sleep } from "as-pollen";

export class Settings {
  static readonly limit: i32 = 8;
  constructor(readonly name: string, readonly ports: i32[]) {}
}

async function load(name: string): Promise<Settings> {
  await sleep(1);
  return new Settings(name, [80, 443]);
}

export const settings = await load("config");
export let count = settings.ports.length + (await Promise.resolve<i32>(3));
export const text = `${settings.name}:${await Promise.resolve<i32>(7)}`;
export const ratio: f64 = await Promise.resolve<f64>(0.5);
export function increment(): void { count++; }
