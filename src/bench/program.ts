// A program of benchmarks, as `as-pollen/bench` makes it: what it is asked, and what it answers.

import { type Result, resultsIn } from "./results.js";
import { type Figure, measureInRounds, spreads } from "./rounds.js";
import type { Spread } from "./statistics.js";

/** Runs the program once, in a process of its own, and gives what it printed. */
export type RunProgram<Host> = (host: Host, args: readonly string[]) => string | Promise<string>;

export interface ProgramPlan<Host> {
  hosts: readonly Host[];
  run: RunProgram<Host>;
  rounds: number;
  /** Time of a measurement, in milliseconds. */
  ms: number;
  /** Names of benchmarks; all if there is none. */
  only?: readonly string[];
}

/** One benchmark: by host, nanoseconds an operation and bytes of linear memory. */
export interface Measured<Host> {
  name: string;
  time: Map<Host, Spread>;
  memory: Map<Host, Spread>;
}

/** Measures a program's benchmarks in turns: round by round, benchmark by benchmark, host by host. */
export async function measureProgram<Host>(plan: ProgramPlan<Host>): Promise<Measured<Host>[]> {
  const { hosts, rounds, ms, run } = plan;
  const names = await chosenNames(plan);
  const figures = await measureInRounds<string, Host>({
    rounds,
    lines: names,
    subjects: hosts,
    measure: async (name, host) => resultsIn(await run(host, ["--one", name, String(ms)])).map(keyed),
  });
  const of = (name: string, unit: string) => spreads(figures.get(`${unit} ${name}`) ?? nothing<Host>());
  return names.map((name) => ({ name, time: of(name, "ns"), memory: of(name, "B") }));
}

/** Both results of a benchmark have its name; their units tell them apart. */
function keyed(result: Result): Result {
  return { ...result, figure: `${result.unit} ${result.figure}` };
}

function nothing<Host>(): Figure<Host> {
  return { unit: "", values: new Map() };
}

async function chosenNames<Host>({ hosts, run, only }: ProgramPlan<Host>): Promise<string[]> {
  const [first] = hosts;
  if (first === undefined) return [];
  const text = await run(first, ["--list"]);
  const names = [...text.matchAll(/^BENCH "(.*)"$/gm)].map(([, name = ""]) => name);
  return names.filter((name) => !only || only.includes(name));
}
