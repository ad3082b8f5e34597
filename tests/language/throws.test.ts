// Errors: every program of wasi-fixtures/language/throws-*.ts prints as .wasm what it prints as TypeScript under V8.

import { everyRuntime, expectLikeV8 } from "../setup/oracle.js";

const names = /^throws-.*\.ts$/;
expectLikeV8({ folder: "wasi-fixtures/language", names, variants: everyRuntime, moreLinesThan: 0 });
