// `serve` of as-pollen/edge: a module that answers requests as the handler of an edge platform. One instance answers many
// requests at a time.

import { interfaceOf } from "../../interface/section.js";
import type { HostCallOptions } from "../embed/futures.js";
import type { HostFunction } from "../embed/host-functions.js";
import { loadModule, type Service } from "../embed/load.js";
import type { MakeAlarm } from "../embed/turns.js";
import type { OutputSink } from "../web/output.js";
import { GuestAlarm } from "./guest-alarm.js";
import { Http } from "./http.js";
import { LiveRequest } from "./live-request.js";
import { LiveRequests } from "./live-requests.js";

/** What a function of the host is given behind the guest's arguments. */
export interface Call<Environment = unknown> {
  /** The platform's bindings: of the request on whose behalf the guest calls. */
  readonly env: Environment;
  /** That request. */
  readonly request: Request;
  /** Is aborted when the guest calls it off. */
  readonly signal: AbortSignal;
}

export interface ServeOptions {
  /**
   * The functions that the guest imports, by module and name. Those that it declares to return a promise get a `Call` as
   * their last argument, and may be async; the others must do without the platform.
   */
  imports?: Readonly<Record<string, Readonly<Record<string, HostFunction>>>>;
  /** Gets what the guest prints; the console by default. */
  stdout?: OutputSink;
  stderr?: OutputSink;
}

/** What the platform gives a handler beside the request: it lets work go on behind the response. */
export interface ExecutionContext {
  waitUntil(promise: Promise<unknown>): void;
}

/** The default export of a worker. */
export interface Handler<Environment> {
  fetch(request: Request, env: Environment, context: ExecutionContext): Promise<Response>;
}

interface Exports {
  answer_request: {
    with(options: {
      signal: AbortSignal;
    }): (id: number, method: string, url: string, fields: string[], body: number) => Promise<void>;
  };
  current_request(): number;
}

/**
 * Makes a worker of a module that was built with `--target hosted --world http`.
 *
 * ```js
 * import { serve } from "as-pollen/edge";
 * import program from "./build/main.wasm";
 *
 * export default serve(program, { imports: { kv: { get: (key, { env }) => env.KV.get(key) } } });
 * ```
 * @param module compiled: the platform does so when the worker imports it
 */
export function serve<Environment = unknown>(
  module: WebAssembly.Module,
  options: ServeOptions = {},
): Handler<Environment> {
  const server = new Server<Environment>(module, options);
  return { fetch: (request, env, context) => server.fetch(request, env, context) };
}

class Server<Environment> {
  readonly #requests = new LiveRequests<Environment>();
  readonly #http = new Http<Environment>(this.#requests);
  readonly #trapped = new WeakSet<Service<Exports>>();
  #service: Service<Exports> | undefined;

  constructor(
    private readonly module: WebAssembly.Module,
    private readonly options: ServeOptions,
  ) {}

  async fetch(request: Request, env: Environment, context: ExecutionContext): Promise<Response> {
    const service = await this.#loaded();
    const live = new LiveRequest<Environment>(this.#http.newId(), request, env);
    context.waitUntil(this.#requests.run(live).finally(() => this.#http.release(live)));
    const { signal } = live.cancellation;
    const leave = () => live.cancellation.abort(request.signal.reason);
    if (request.signal?.aborted) leave();
    else request.signal?.addEventListener("abort", leave);
    const fields = [...request.headers].flat();
    const body = this.#http.source(live, request.body);
    const answered = service.exports.answer_request.with({ signal })(
      live.id,
      request.method,
      request.url,
      fields,
      body,
    );
    answered
      .catch((error) => this.#failed(service, error))
      .then(() => {
        live.fail();
        live.end();
      });
    return live.response;
  }

  /** The instance; another one when the last has trapped. */
  async #loaded(): Promise<Service<Exports>> {
    if (this.#service?.isAlive) return this.#service;
    // Each request that finds none loads one, and the first counts: a promise of another request might never settle.
    const { stdout, stderr } = this.options;
    const output = { ...(stdout && { stdout }), ...(stderr && { stderr }) };
    const imports = { ...this.#imports(), "pollen:http": this.#http.imports };
    let alarm: GuestAlarm | undefined;
    const makeAlarm: MakeAlarm = (ring) => {
      alarm = new GuestAlarm(ring, () => this.#requests.first?.wake());
      return alarm;
    };
    const loaded = await loadModule<Exports>("the module", this.module, { ...output, imports }, makeAlarm);
    if (this.#service?.isAlive) {
      loaded.close();
      return this.#service;
    }
    this.#requests.alarm = alarm;
    this.#service = loaded;
    return loaded;
  }

  /** The functions of the host: async ones are done in the handler of the request on whose behalf they are called. */
  #imports(): Record<string, Record<string, HostFunction>> {
    const described = interfaceOf(this.module)?.imports ?? {};
    const imports = Object.entries(this.options.imports ?? {}).map(([name, functions]) => {
      const made = Object.entries(functions).map(([key, call]) => {
        return [key, described[name]?.[key]?.isAsync ? this.#performed(call) : call];
      });
      return [name, Object.fromEntries(made)];
    });
    return Object.fromEntries(imports);
  }

  #performed(call: HostFunction): HostFunction {
    return (...args) => {
      const options = args.pop() as HostCallOptions;
      const live = this.#requests.get(this.#service?.exports.current_request() ?? 0) ?? this.#requests.first;
      if (!live) return Promise.reject(new Error("no request is being answered"));
      const { environment: env, request } = live;
      const behind: Call<Environment> = {
        env,
        request,
        get signal() {
          return options.signal; // made when it is looked at
        },
      };
      return live.perform(() => call(...args, behind));
    };
  }

  /** The guest says itself what its handlers throw: this is a trap, which is told once, or a call that was called off. */
  #failed(service: Service<Exports>, error: unknown): void {
    if (service.isAlive || this.#trapped.has(service)) return;
    this.#trapped.add(service);
    // biome-ignore lint/suspicious/noConsole: there is nowhere else to say it
    console.error(error instanceof Error ? error.message : error);
  }
}
