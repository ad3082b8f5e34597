import { serve } from "as-pollen/edge";
import program from "./build/main.wasm";

/** What main.ts declares: `env` has the bindings of workerd.capnp. */
const notes = {
  get: (key, { env }) => env.NOTES.get(key),
  put: (key, text, { env }) => env.NOTES.put(key, text),
};

export default serve(program, { imports: { notes } });
