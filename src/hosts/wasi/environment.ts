// args_get, args_sizes_get, environ_get, environ_sizes_get: two lists of strings, each ended by a zero byte.

import type { Context, Functions } from "./context.js";

export function environmentFunctions(context: Context): Functions {
  const args = stringList(context, context.args);
  const environ = stringList(
    context,
    Object.entries(context.env).map(([name, value]) => `${name}=${value}`),
  );
  return {
    args_get: args.get,
    args_sizes_get: args.sizes,
    environ_get: environ.get,
    environ_sizes_get: environ.sizes,
  };
}

function stringList({ memory }: Context, strings: readonly string[]) {
  const encoder = new TextEncoder();
  const encoded = strings.map((text) => encoder.encode(`${text}\0`));
  const size = encoded.reduce((sum, bytes) => sum + bytes.length, 0);
  return {
    sizes(count: number, byteLength: number) {
      memory.check(count, 4);
      memory.setU32(byteLength, size);
      memory.setU32(count, encoded.length);
    },
    get(pointers: number, buffer: number) {
      memory.check(pointers, 4 * encoded.length);
      memory.check(buffer, size);
      let at = buffer;
      for (const [i, bytes] of encoded.entries()) {
        memory.setU32(pointers + 4 * i, at);
        memory.bytes(at, bytes.length).set(bytes);
        at += bytes.length;
      }
    },
  };
}
