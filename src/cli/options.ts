// Every option of every command, in one table: the parser, the help and the types all come from it.

import { InvalidArgumentError, Option } from "commander";
import type { Runtime } from "../compiler/build.js";
import { type Target, targets, type WorldName, worlds } from "../compiler/targets.js";
import type { HostName, Preopen } from "../hosts/index.js";

/** What the commands receive: one field an option. */
export interface OptionValues {
  output?: string;
  target?: Target;
  world?: WorldName;
  addr?: string;
  template: string;
  runtime?: Runtime;
  debug?: boolean;
  optimize?: string;
  host: HostName;
  dir?: Preopen[];
  env?: Record<string, string>;
  listen?: string[];
  strace?: boolean;
  json?: boolean;
  hosts: HostName[];
  rounds: number;
  ms: number;
  only?: string[];
  with?: string;
}

interface OptionSpec<Value = unknown> {
  flags: string;
  description: string;
  choices?: readonly string[];
  default?: Value;
  /** A method, not a property: the table's entries of all types are then one OptionSpec. */
  parse?(text: string, previous?: Value): Value;
}

const hostChoices: readonly HostName[] = ["node", "wasmer-js", "wasmtime", "wasmer"];

type Table = { [Name in keyof Required<OptionValues>]: OptionSpec<Required<OptionValues>[Name]> };

const table: Table = {
  output: { flags: "-o, --output <file>", description: "where to write the module (default: the entry's name, .wasm)" },
  target: {
    flags: "--target <system>",
    description: "system to build for (default: wasip1; run: that of the host)",
    choices: Object.keys(targets),
  },
  world: {
    flags: "--world <name>",
    description: "what a component is: a command, or what answers the requests of its host (default: command)",
    choices: Object.keys(worlds),
  },
  addr: {
    flags: "--addr <host:port>",
    description: "where the host takes requests, with --world http (default: 127.0.0.1:8080)",
  },
  template: {
    flags: "--template <kind>",
    description: "service: a program; edge: what answers requests in workerd",
    choices: ["service", "edge"],
    default: "service",
  },
  runtime: {
    flags: "--runtime <kind>",
    description: "memory management",
    choices: ["incremental", "minimal", "stub"],
  },
  debug: { flags: "--debug", description: "keep names and write a source map" },
  optimize: { flags: "-O, --optimize <level>", description: "0 to 3, s or z, as in -O3", parse: optimizeLevel },
  host: {
    flags: "--host <name>",
    description: "what runs the module",
    choices: hostChoices,
    default: "node",
  },
  dir: {
    flags: "--dir <host::guest>",
    description: "a folder that the program may use, and its name inside (repeatable)",
    parse: (text, previous = []) => [...previous, preopen(text)],
  },
  env: {
    flags: "--env <key=value>",
    description: "an environment variable of the program; KEY alone passes yours on (repeatable)",
    parse: (text, previous = {}) => ({ ...previous, ...variable(text) }),
  },
  listen: {
    flags: "--listen <host:port>",
    description: "accept connections for the program, which finds the socket after its folders (repeatable)",
    parse: (text, previous = []) => [...previous, text],
  },
  strace: {
    flags: "--strace",
    description: "show each call of the program to the host on standard error (--host node)",
  },
  json: { flags: "--json", description: "print JSON" },
  hosts: {
    flags: "--hosts <names>",
    description: "what runs the module, in turns: names, separated by commas",
    default: ["node"],
    parse: hostNames,
  },
  rounds: {
    flags: "--rounds <number>",
    description: "how often each is measured",
    default: 5,
    parse: (text) => whole(text, 1000),
  },
  ms: {
    flags: "--ms <milliseconds>",
    description: "time of a measurement",
    default: 300,
    parse: (text) => whole(text, 60_000),
  },
  only: {
    flags: "--only <names>",
    description: "the benchmarks to measure, separated by commas (default: all)",
    parse: (text) => text.split(","),
  },
  with: { flags: "--with <runtime>", description: "another runtime: a .wasm module with the exports of Pollen's" },
};

/** The parser's form of one option of the table. */
export function option(name: keyof OptionValues): Option {
  const spec: OptionSpec = table[name];
  const made = new Option(spec.flags, spec.description);
  if (spec.choices) made.choices(spec.choices);
  if (spec.parse) made.argParser(spec.parse);
  return made.default(spec.default);
}

function optimizeLevel(text: string): string {
  if (!/^[0123sz]$/.test(text)) throw new InvalidArgumentError("Levels are 0, 1, 2, 3, s and z.");
  return `-O${text}`;
}

function hostNames(text: string): HostName[] {
  return text.split(",").map((given) => {
    const known = hostChoices.find((name) => name === given);
    if (!known) throw new InvalidArgumentError(`Hosts are ${hostChoices.join(", ")}, separated by commas.`);
    return known;
  });
}

function whole(text: string, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw new InvalidArgumentError(`Give a whole number from 1 to ${most}.`);
  }
  return value;
}

function preopen(text: string): Preopen {
  const [host = "", guest = host, ...rest] = text.split("::");
  if (!host || !guest || rest.length > 0)
    throw new InvalidArgumentError("Write it as HOST::GUEST, as in ./data::/data.");
  return { host, guest };
}

function variable(text: string): Record<string, string> {
  const at = text.indexOf("=");
  const key = at < 0 ? text : text.slice(0, at);
  const value = at < 0 ? process.env[key] : text.slice(at + 1);
  if (!key) throw new InvalidArgumentError("Write it as KEY=VALUE.");
  if (value === undefined) throw new InvalidArgumentError(`${key} is not set here: write it as ${key}=VALUE.`);
  return { [key]: value };
}
