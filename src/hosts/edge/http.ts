// What a guest imports as `pollen:http`: its requests, their responses, and `fetch`. See assembly/http/hosted/imports.ts.

import type { Deferred } from "../embed/futures.js";
import type { HostFunction } from "../embed/host-functions.js";
import type { LiveRequest } from "./live-request.js";
import type { LiveRequests } from "./live-requests.js";

/** Sizes of a body, as the guest says them. */
const UNKNOWN = -1;
const NO_BODY = -2;

/** What a platform may have beside the web's streams: one that has a length. */
type FixedLength = new (length: number) => TransformStream<Uint8Array, Uint8Array>;
const { FixedLengthStream } = globalThis as { FixedLengthStream?: FixedLength };

interface Source<E> {
  readonly live: LiveRequest<E>;
  readonly reader: ReadableStreamDefaultReader<Uint8Array>;
}

interface Sink<E> {
  readonly live: LiveRequest<E>;
  writer?: WritableStreamDefaultWriter<Uint8Array>;
}

/** A call of `fetch`. */
interface Call<E> {
  readonly live: LiveRequest<E>;
  readonly controller: AbortController;
  readonly response: Deferred;
}

/** A head as the guest is given it. */
interface Head {
  status: number;
  statusText: string;
  fields: string[];
  body: number;
}

export class Http<E> {
  readonly #requests: LiveRequests<E>;
  readonly #sources = new Map<number, Source<E>>();
  readonly #sinks = new Map<number, Sink<E>>();
  readonly #calls = new Map<number, Call<E>>();
  #last = 0;

  constructor(requests: LiveRequests<E>) {
    this.#requests = requests;
  }

  /** A number for something that the guest is to refer to. */
  newId(): number {
    this.#last = (this.#last % 0x7fff_ffff) + 1;
    return this.#last;
  }

  /** A body that the guest may read; to be called in the handler of the request. Returns its number, 0 for none. */
  source(live: LiveRequest<E>, body: ReadableStream<Uint8Array> | null): number {
    if (!body) return 0;
    const id = this.newId();
    this.#sources.set(id, { live, reader: body.getReader() });
    return id;
  }

  /** Nothing more is done for a request: what the guest has left is let go. */
  release(live: LiveRequest<E>): void {
    for (const table of [this.#sources, this.#sinks, this.#calls]) {
      for (const [id, of] of table) if (of.live === live) table.delete(id);
    }
  }

  readonly imports: Readonly<Record<string, HostFunction>> = {
    begin: (request: number, status: number, statusText: string, fields: string[], size: number) =>
      this.#begin(request, status, statusText, fields, size),
    read: (id: number) => this.#read(id),
    cancel: (id: number) => this.#cancel(id),
    write: (id: number, bytes: Uint8Array) => this.#written(id, (writer) => writer.write(bytes)),
    finish: (id: number) => {
      const finished = this.#written(id, (writer) => writer.close());
      this.#sinks.delete(id);
      return finished;
    },
    abort: (id: number) => this.#abort(id),
    send: (from: number, method: string, url: string, fields: string[], size: number) =>
      this.#send(from, method, url, fields, size),
    response: (id: number) => this.#calls.get(id)?.response ?? Promise.reject(new TypeError("it cannot be sent")),
  };

  #begin(request: number, status: number, statusText: string, fields: string[], size: number): number {
    const live = this.#requests.get(request);
    const headers = headersOf(fields);
    if (!headers) return -1;
    if (!live) return size === NO_BODY ? 0 : this.newId(); // nobody is there: writing will fail
    const id = size === NO_BODY ? 0 : this.newId();
    const sink: Sink<E> = { live };
    if (id) this.#sinks.set(id, sink);
    live.post(() => {
      const stream = id ? streamOf(size) : undefined;
      if (stream) sink.writer = stream.writable.getWriter();
      const isEncoded = headers.has("Content-Encoding");
      const init = { status, ...(statusText && { statusText }), headers, ...(isEncoded && { encodeBody: "manual" }) };
      live.respond(new Response(stream?.readable ?? null, init));
    });
    return id;
  }

  #read(id: number): Deferred | Promise<never> {
    const source = this.#sources.get(id);
    if (!source) return Promise.reject(new Error("the body is gone"));
    return source.live.perform(async () => {
      for (;;) {
        const { done, value } = await source.reader.read();
        if (done) this.#sources.delete(id);
        if (done || value.length > 0) return value ?? new Uint8Array(0); // none: the end
      }
    });
  }

  #cancel(id: number): void {
    const source = this.#sources.get(id);
    this.#sources.delete(id);
    source?.live.post(() => void source.reader.cancel().catch(() => {}));
  }

  /** Where it goes on when there is room for more. */
  #written(
    id: number,
    use: (writer: WritableStreamDefaultWriter<Uint8Array>) => Promise<void>,
  ): Deferred | Promise<never> {
    const sink = this.#sinks.get(id);
    if (!sink) return Promise.reject(new Error("nobody receives it any more"));
    return sink.live.perform(() => sink.writer && use(sink.writer));
  }

  #abort(id: number): void {
    const sink = this.#sinks.get(id);
    const call = this.#calls.get(id);
    this.#sinks.delete(id);
    this.#calls.delete(id);
    const reason = new DOMException("the sender has given up", "AbortError");
    sink?.live.post(() => void sink.writer?.abort(reason).catch(() => {}));
    call?.live.post(() => call.controller.abort(reason));
  }

  #send(from: number, method: string, url: string, fields: string[], size: number): number {
    const live = this.#requests.get(from) ?? this.#requests.first;
    const id = this.newId();
    const headers = headersOf(fields);
    if (!live || !headers) return id;
    const controller = new AbortController();
    const sink: Sink<E> = { live };
    const response = live.perform(async () => {
      const stream = size === 0 ? undefined : streamOf(size);
      if (stream) sink.writer = stream.writable.getWriter();
      const init = { method, headers, redirect: "manual", signal: controller.signal, body: stream?.readable ?? null };
      const fetched = await fetch(url, { ...init, ...(stream && { duplex: "half" }) } as RequestInit);
      this.#calls.delete(id);
      return this.#headOf(live, fetched);
    });
    this.#calls.set(id, { live, controller, response });
    if (size !== 0) this.#sinks.set(id, sink);
    return id;
  }

  #headOf(live: LiveRequest<E>, { status, statusText, headers, body }: Response): Head {
    const fields: string[] = [];
    const isDecoded = headers.has("Content-Encoding"); // by the platform: neither field is true any more
    for (const [name, value] of headers) {
      if (!isDecoded || !["content-encoding", "content-length"].includes(name)) fields.push(name, value);
    }
    return { status, statusText, fields, body: this.source(live, body as ReadableStream<Uint8Array> | null) };
  }
}

function streamOf(size: number): TransformStream<Uint8Array, Uint8Array> {
  return size !== UNKNOWN && FixedLengthStream ? new FixedLengthStream(size) : new TransformStream();
}

/** Undefined if a field is none. */
export function headersOf(fields: readonly string[]): Headers | undefined {
  const headers = new Headers();
  try {
    for (let i = 0; i + 1 < fields.length; i += 2) headers.append(fields[i] as string, fields[i + 1] as string);
    return headers;
  } catch {
    return undefined;
  }
}
