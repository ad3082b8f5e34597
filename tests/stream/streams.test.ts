// Streams: the programs of wasi-fixtures/stream print as .wasm, line for line and with the same times, what they print
// under V8, where the library's streams run as TypeScript.

import { everyRuntime, expectLikeV8 } from "../setup/oracle.js";

expectLikeV8({
  folder: "wasi-fixtures/stream",
  names: /\.ts$/,
  library: /^assembly\/stream\/.*\.ts$/,
  variants: everyRuntime,
  moreLinesThan: 50,
});
