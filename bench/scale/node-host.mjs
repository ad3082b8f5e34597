// Our Node host for a server of more connections than it lets a guest have by itself: node node-host.mjs MODULE ADDRESS.
import { readFileSync } from "node:fs";
import { run } from "../../dist/hosts/node/wasi.js";

const [file, address] = process.argv.slice(2);
const limits = { openFiles: 16_384, subscriptions: 65_536 };
process.exitCode = await run(new WebAssembly.Module(readFileSync(file)), { args: [file, address], listen: [address], limits });
