// As a worker of workerd: one instance for all requests, besides that of the scenario.

import { load, type Service } from "as-pollen/edge";
import program from "service.wasm";
import { outcomes, suspended } from "./scenario.js";

let shared: Promise<Service> | undefined;

function service(): Promise<Service> {
  const lookup = (key: string) => new Promise<string>((resolve) => setTimeout(() => resolve(`<${key}>`), Number(key)));
  const host = { lookup, find: async () => null, count: async () => 0n, log: () => {}, half: (x: number) => x };
  shared ??= load(program, { imports: { host } });
  return shared;
}

export default {
  async fetch(request: Request): Promise<Response> {
    const [name = "", argument = ""] = new URL(request.url).pathname.slice(1).split("/");
    if (name === "suspended") return Response.json(await suspended((options) => load(program, options)));
    if (name === "scenario") {
      return Response.json(await outcomes((options) => load(program, options), argument === "suspend"));
    }
    const { exports } = await service();
    if (name === "open") exports.open?.();
    if (name === "open") return new Response("open");
    if (name === "pass") return new Response(await exports.pass?.(Number(argument)));
    const value = name === "nap" ? await exports.nap?.(Number(argument)) : await exports.handle?.(argument);
    return new Response(value);
  },
};
