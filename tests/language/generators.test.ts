// Generators: the programs of wasi-fixtures/language/generators print as .wasm what they print as TypeScript under V8.

import { everyRuntime, expectLikeV8 } from "../setup/oracle.js";

expectLikeV8({
  folder: "wasi-fixtures/language/generators",
  names: /\.ts$/,
  variants: everyRuntime,
  moreLinesThan: 10,
});
