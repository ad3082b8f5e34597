// What every host is: something that runs one WASI command with this process's standard input, output and error.

/** A directory of this machine that the guest may use, and the name under which it sees it. */
export interface Preopen {
  host: string;
  guest: string;
}

/**
 * How a guest waits: `suspend` by JSPI, which Node has from 24 on, or `block` its thread, while another does standard input
 * and sockets for it.
 */
export type Waiting = "suspend" | "block";

/** One run of one module. */
export interface RunRequest {
  /** Path of the `.wasm` file. */
  file: string;
  /** The user's arguments only; the host puts `argv0` before them. */
  args: string[];
  /** The guest's whole environment; nothing is inherited. */
  env: Record<string, string>;
  preopens: Preopen[];
  /** Name of the program as the guest sees it; the file's base name by default. */
  argv0?: string;
  /** Whether each call of the guest to the host is shown on standard error; on our own host only. */
  strace?: boolean;
  /** Addresses at which the guest may accept connections, `HOST:PORT`; on our own host only. */
  listen?: string[];
  /** Ends listening once it is aborted: a guest that serves ends gracefully then. On our own host only. */
  stopListening?: AbortSignal;
  /**
   * Address at which the host takes requests, `HOST:PORT`, and has the guest answer them, until it is ended; on wasmtime only,
   * for components of the world `http`.
   */
  serve?: string;
  /** How the guest waits, on our own host only (default: it is suspended where the engine can). */
  waiting?: Waiting;
  /** Gets, before the guest starts, the addresses with the ports that the system chose. */
  onListen?(addresses: readonly ListenAddress[]): void;
}

/** Where a socket listens. */
export interface ListenAddress {
  host: string;
  port: number;
}

export type HostName = "node" | "wasmer-js" | "wasmtime" | "wasmer";

export interface HostInfo {
  name: HostName;
  available: boolean;
  version?: string;
  /** Short phrases for people: `preview1`, `files`, `timers while stdin is idle`... */
  capabilities: string[];
  /** How to install the host, for when it is missing. */
  install?: string;
  /** Why it is not available. */
  reason?: string;
}

export interface Host {
  readonly name: HostName;
  /** Looks for the host; never throws because it is missing. */
  describe(): Promise<HostInfo>;
  /**
   * Runs the module to its end and returns its exit code: what the guest passed to `proc_exit`, 0 when it returned,
   * 134 after a trap (wasmer: 1), 128 + n when signal n ended it. One run at a time: runs share standard input.
   * Throws a {@link HostError} when the module cannot be started.
   */
  run(request: RunRequest): Promise<number>;
}

export type HostErrorCode =
  | "POLLEN_E_NO_FILE"
  | "POLLEN_E_NOT_WASM"
  | "POLLEN_E_INVALID_WASM"
  | "POLLEN_E_WASI_VERSION"
  | "POLLEN_E_IMPORT"
  | "POLLEN_E_NOT_COMMAND"
  | "POLLEN_E_PREOPEN"
  | "POLLEN_E_ARGUMENT"
  | "POLLEN_E_LISTEN"
  | "POLLEN_E_HOST_MISSING"
  | "POLLEN_E_HOST_FAILED"
  | "POLLEN_E_CANNOT_WAIT"
  | "POLLEN_E_INTERFACE"
  | "POLLEN_E_VALUE"
  | "POLLEN_E_CLOSED"
  | "POLLEN_E_TRAP";

/** A module that cannot be started: `message` says what and why, `remedy` what to do about it. */
export class HostError extends Error {
  override readonly name = "HostError";

  constructor(
    readonly code: HostErrorCode,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}
