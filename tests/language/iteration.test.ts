// Iteration: the programs of wasi-fixtures/language/iteration print as .wasm what they print as TypeScript under V8.

import { everyRuntime, expectLikeV8 } from "../setup/oracle.js";

expectLikeV8({
  folder: "wasi-fixtures/language/iteration",
  names: /\.ts$/,
  variants: everyRuntime,
  moreLinesThan: 3,
});
