// The systems that a module can be built for. What a target means in the library is chosen by an alias, which `asc` takes
// as `--use`; a component is then made of the module (component.ts).

/**
 * `wasip1`: a command, which runs from start to end. `wasip1-reactor`: never blocks, and is driven by its host, which
 * calls `_initialize` once and then `tick`. `hosted`: the same without imports, so that any engine runs it. `wasix`: a command with wasmer's sockets; without the network
 * the module is that of `wasip1`. `wasip2`: a component, which waits in `wasi:io/poll`. `wasip3`: a component that
 * never blocks: its host calls it back.
 */
export type Target = "wasip1" | "wasip1-reactor" | "hosted" | "wasix" | "wasip2" | "wasip3";

/** What a component is: a program with a `main`, or what answers the requests of a host that speaks HTTP. */
export type WorldName = "command" | "http";

/** What a component is made of, beside the module. */
export interface World {
  /** Folder of the world's text, within `wit/`. */
  readonly folder: string;
  readonly name: WorldName;
}

interface TargetSpec {
  /** What it adds to asc's options. */
  readonly flags: readonly string[];
  /** Folder of the texts of its worlds, if it is one of components. */
  readonly folder?: string;
}

export const targets: Readonly<Record<Target, TargetSpec>> = {
  wasip1: { flags: [] },
  "wasip1-reactor": { flags: ["--exportStart", "_initialize", "--use", "POLLEN_WASI_REACTOR=ASC_TARGET"] },
  hosted: { flags: ["--exportStart", "_initialize", "--use", "POLLEN_HOSTED=ASC_TARGET"] },
  wasix: { flags: ["--use", "POLLEN_WASIX=ASC_TARGET"] },
  wasip2: { flags: ["--use", "POLLEN_WASIP2=ASC_TARGET"], folder: "wasip2" },
  wasip3: { flags: ["--use", "POLLEN_WASIP3=ASC_TARGET"], folder: "wasip3" },
};

/** What each world adds to asc's options. */
export const worlds: Readonly<Record<WorldName, readonly string[]>> = {
  command: ["--exportStart", "_start"],
  http: ["--exportStart", "_initialize", "--use", "POLLEN_HTTP=ASC_TARGET"],
};

/** The world of a target's components; none if it makes modules, which have no other world than that of commands. */
export function worldOf(target: Target, name: WorldName): World | undefined {
  const { folder } = targets[target];
  return folder === undefined ? undefined : { folder, name };
}
