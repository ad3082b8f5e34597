// As a worker of workerd, which has its programs as modules: it compiles none while it runs.

import log from "access.log";
import { MemoryDirectory, run } from "as-pollen/edge";
import commandAccessLog from "wasip1/accessLog.wasm";
import commandGuest from "wasip1/guest.wasm";
import commandTicks from "wasip1/ticks.wasm";
import reactorAccessLog from "wasip1-reactor/accessLog.wasm";
import reactorGuest from "wasip1-reactor/guest.wasm";
import reactorTicks from "wasip1-reactor/ticks.wasm";
import { NEVER_IDLE, type Programs, runScenarios } from "../scenarios.js";

const all: Record<string, Programs> = {
  wasip1: { guest: commandGuest, ticks: commandTicks, accessLog: commandAccessLog },
  "wasip1-reactor": { guest: reactorGuest, ticks: reactorTicks, accessLog: reactorAccessLog },
};

export default {
  async fetch(request: Request): Promise<Response> {
    const target = new URL(request.url).pathname.slice(1);
    const programs = all[target] as Programs;
    // Under heavy load workerd has hung in one of about twenty runs of a suspended program that never waits: why is unknown.
    const without = target === "wasip1" ? [NEVER_IDLE] : [];
    const setting = { run, memory: MemoryDirectory.of, programs, log: new Uint8Array(log), blocks: false, without };
    return Response.json(await runScenarios(setting));
  },
};
