// Clients that nobody here wrote, on every host that has sockets: curl, wrk, h2load in its HTTP/1.1 mode, and a browser.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { netHosts } from "../net/hosts.js";
import { requireHost } from "../setup/hosts.js";
import { folderWith } from "../setup/pollen.js";
import { ended, serving } from "./serving.js";

const [curl, wrk, h2load] = (["curl", "wrk", "h2load"] as const).map(requireHost);
const browser = requireHost("chromium");

async function output(program: string, args: readonly string[]): Promise<string> {
  return (await promisify(execFile)(program, args, { maxBuffer: 1 << 24 })).stdout;
}

describe.each(netHosts())("on $name", (host) => {
  test.runIf(curl && wrk && h2load)("curl, a thousand connections of wrk, and h2load", async () => {
    const service = await serving(host);
    const base = `http://127.0.0.1:${service.port}`;
    const body = "0123456789".repeat(200_000);
    const file = `${folderWith({ body })}/body`;
    const ask = (...args: string[]) => output(curl as string, ["-sS", "--max-time", "60", ...args]);
    expect(await ask(`${base}/hello/curl`, `${base}/hello/again`)).toBe("hello curlhello again");
    expect(await ask("-I", `${base}/hello/curl`)).toContain("\r\nContent-Length: 10\r\n");
    expect(await ask("--http1.0", `${base}/hello/old`)).toBe("hello old");
    const continued = ["-H", "Expect: 100-continue", "--expect100-timeout", "60"];
    expect(await ask(...continued, "--data-binary", `@${file}`, `${base}/echo`)).toBe(body);
    const chunked = ["-X", "POST", "-H", "Transfer-Encoding: chunked", "-T", file];
    expect(await ask(...chunked, `${base}/length`)).toBe("2000000");

    const load = await output(wrk as string, ["-t1", "-c1000", "-d1s", "--timeout", "60s", `${base}/hello/wrk`]);
    expect(load).not.toContain("Socket errors");
    expect(load).not.toContain("Non-2xx");
    const requests = await output(h2load as string, ["--h1", "-n1000", "-c50", `${base}/hello/h2load`]);
    expect(requests).toContain("1000 succeeded, 0 failed, 0 errored, 0 timeout");
    expect((await ended(service)).said).toEqual(["nothing left"]);
  });
});

test.runIf(browser)("a browser shows what others change", async () => {
  const [host] = netHosts();
  if (!host || !browser) throw new Error("Node is always here");
  const service = await serving(host);
  const running = await chromium.launch({ executablePath: browser, args: ["--no-sandbox"] }); // as in tests/web/places
  onTestFinished(() => running.close());
  const [one, other] = [await running.newPage(), await running.newPage()];
  for (const page of [one, other]) {
    const opened = page.waitForResponse(/\/events$/);
    await page.goto(`http://127.0.0.1:${service.port}/`);
    await opened;
  }
  await one.getByPlaceholder("What is to be done?").fill("<b>learn</b> to fly");
  await one.getByRole("button", { name: "Add" }).click();
  for (const page of [one, other]) await page.getByText("<b>learn</b> to fly").waitFor();
  await other.getByRole("checkbox").check();
  await one.locator("span.done").waitFor();
  await other.getByRole("button", { name: "×" }).click();
  await one.locator("li").waitFor({ state: "detached" });
  expect((await service.get("/items")).text).toBe("[]");
});
