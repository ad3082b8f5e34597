// The thread of an isolate: a Web Worker.

import { EventSleeper } from "../event-sleeper.js";
import { HostError } from "../host.js";
import type { LinkMessage } from "../isolates/link.js";
import { ParentLink } from "../isolates/parent-link.js";
import { runSuspending } from "../jspi.js";
import { compileModule } from "../preview1.js";
import type { Input } from "../wasi/stdio.js";
import { Wasi } from "../wasi/wasi.js";
import { webClocks } from "./clocks.js";
import { drive } from "./drive.js";
import { type IsolateData, linkPort, withIsolates } from "./isolates.js";
import { wayOf } from "./module.js";
import { neverSleeps } from "./sleepers.js";

/** The exit code after a trap, as on other hosts. */
const TRAP_EXIT_CODE = 134;

const nothing: Input = { isTerminal: false, read: () => 0, available: () => 0 };

addEventListener("message", async ({ data }: MessageEvent<IsolateData>) => {
  const { program, kind, bytes, port } = data;
  const sleeper = new EventSleeper();
  let link = new ParentLink(linkPort(port), sleeper.notify);
  try {
    const name = bytes ? "the loaded module" : "the module";
    const module = bytes ? await compileModule(name, bytes) : program.module;
    const way = wayOf({ name, module });
    if (way === "block") throw new HostError("POLLEN_E_CANNOT_WAIT", "an isolate cannot block its worker", "");
    if (way === "tick") link = new ParentLink(linkPort(port), sleeper.notify, false);
    port.onmessage = ({ data }: MessageEvent<LinkMessage>) => link.accept(data);
    const options = {
      args: program.args,
      env: program.env,
      stdin: nothing,
      stdout: link.stdout,
      stderr: link.stderr,
      preopens: [],
      clocks: webClocks(),
      sleeper: way === "tick" ? neverSleeps : sleeper,
      limits: program.limits,
    };
    const wasi = new Wasi(withIsolates(options, { ...program, module }, sleeper.notify, { link, kind }));
    const ended = way === "tick" ? drive(module, wasi, sleeper, () => link.isFull) : runSuspending(module, wasi);
    link.end(await ended);
  } catch (error) {
    link.end(TRAP_EXIT_CODE, error instanceof Error ? (error.stack ?? String(error)) : String(error));
  }
});
