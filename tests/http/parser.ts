// The parser, as a guest (wasi-fixtures/http/parse.ts): many inputs in one run.

import { build } from "../../src/compiler/build.js";
import type { Output } from "../../src/hosts/wasi/stdio.js";
import { Wasi } from "../../src/hosts/wasi/wasi.js";
import { repository } from "../setup/pollen.js";

type Fields = [name: string, value: string][];

export interface ParsedRequest {
  method: string;
  target: string;
  /** Of the version, 1.`minor`. */
  minor: number;
  headers: Fields;
  /** Each byte a character. */
  body: string;
  trailers: Fields;
  keepAlive: boolean;
}

export interface Parsed {
  /** Those that were complete, up to one behind which the connection closes. */
  requests: ParsedRequest[];
  error: { status: number; message: string } | null;
}

export interface Case {
  bytes: Uint8Array;
  /** How many bytes come at once; all if left out. */
  atOnce?: number;
  /** The library's own limits, unless said otherwise. */
  limits?: { requestLine?: number; headerBytes?: number; headers?: number; body?: number };
}

export type Parser = (cases: readonly Case[]) => Parsed[];

export async function compileParser(): Promise<Parser> {
  const entry = `${repository}wasi-fixtures/http/parse.ts`;
  const { wasm } = await build({ entry, baseDir: repository, optimize: "-O1" });
  const module = new WebAssembly.Module(wasm);
  return (cases) => {
    const lines = runWith(module, Buffer.concat(cases.map(encode)))
      .split("\n")
      .slice(0, -1);
    if (lines.length !== cases.length) throw new Error(`the parser ended after ${lines.length} cases`);
    return lines.map((line) => JSON.parse(line));
  };
}

/** One case, as the guest reads it. */
function encode({ bytes, atOnce = 0, limits = {} }: Case): Uint8Array {
  const { requestLine = 8192, headerBytes = 16384, headers = 100, body = 16 << 20 } = limits;
  const numbers = [bytes.length, atOnce, requestLine, headerBytes, headers, body];
  return Buffer.concat([new Uint8Array(Uint32Array.from(numbers).buffer), bytes]);
}

function runWith(module: WebAssembly.Module, input: Uint8Array): string {
  const written: Buffer[] = [];
  let at = 0;
  const output: Output = {
    isTerminal: false,
    write(buffers) {
      const bytes = Buffer.concat(buffers);
      written.push(bytes);
      return bytes.length;
    },
  };
  const wasi = new Wasi({
    args: ["parse"],
    env: {},
    stdin: {
      isTerminal: false,
      available: () => input.length - at,
      read([buffer = new Uint8Array()]) {
        const piece = input.subarray(at, at + buffer.length);
        buffer.set(piece);
        at += piece.length;
        return piece.length;
      },
    },
    stdout: output,
    stderr: output,
    preopens: [],
    clocks: { realtime: () => 0n, monotonic: () => 0n, resolution: { realtime: 1n, monotonic: 1n } },
    sleeper: { token: () => 0, wait: () => {} },
  });
  const code = wasi.start(new WebAssembly.Instance(module, wasi.imports));
  const text = Buffer.concat(written).toString();
  if (code) throw new Error(`exit ${code}: ${text}`);
  return text;
}
