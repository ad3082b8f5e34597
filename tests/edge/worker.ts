// The worker of wasi-fixtures/edge/service.ts.

import { type Call, serve } from "as-pollen/edge";
import program from "service.wasm";

let calls = 0;
const kv = {
  /** Only the request's own handler may wait for this timer. */
  async get(key: string, { env }: Call<{ VALUE: string }>): Promise<string | null> {
    calls++;
    await new Promise((resolve) => setTimeout(resolve, 1));
    return key === "key" ? env.VALUE : null;
  },
  count: () => calls,
};

export default serve(program, { imports: { kv } });
