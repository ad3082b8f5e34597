// The order of jobs is ECMAScript's: each program of wasi-fixtures/promises/order prints as .wasm, line for line, what it
// prints as TypeScript under V8.

import { expectLikeV8 } from "../setup/oracle.js";

expectLikeV8({
  folder: "wasi-fixtures/promises/order",
  names: /\.ts$/,
  variants: [
    { runtime: "incremental", optimize: "-O3", collect: true },
    { runtime: "minimal", optimize: "-Oz", collect: true },
    { runtime: "stub", optimize: "-O0" },
  ],
  moreLinesThan: 5,
});
