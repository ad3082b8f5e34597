// Closures: every program of wasi-fixtures/language/closures prints as .wasm what it prints as TypeScript under V8.

import { everyRuntime, expectLikeV8 } from "../setup/oracle.js";

expectLikeV8({
  folder: "wasi-fixtures/language/closures",
  names: /\.ts$/,
  variants: [...everyRuntime, { runtime: "incremental", optimize: "-Oz" }],
  moreLinesThan: 0,
});
