// The language: every program of wasi-fixtures/compiler prints as .wasm what it prints as TypeScript under V8.

import { everyRuntime, expectLikeV8 } from "../setup/oracle.js";

const names = /^(?!prelude\.ts$).*\.ts$/;
expectLikeV8({ folder: "wasi-fixtures/compiler", names, variants: everyRuntime, moreLinesThan: 0 });
