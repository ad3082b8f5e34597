// Chromium without a window, and a server for it.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";

const types: Record<string, string> = { ".js": "text/javascript", ".wasm": "application/wasm" };

/** A page has shared memory only where nothing foreign can be loaded. */
const isolated = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

const WITHOUT_JSPI = "delete WebAssembly.Suspending; delete WebAssembly.promising;";

/** Evaluates what it is sent. */
const worker = "onmessage = async ({ data }) => postMessage(await (0, eval)(data));";

/** What the server has besides the folder. */
const pages: Record<string, string> = { "/": "<!doctype html>", "/worker.js": worker };

export interface Chromium {
  /** A new page, on a server that has the files of the folder. */
  page(): Promise<Page>;
  close(): Promise<void>;
}

export async function startChromium(program: string, folder: string): Promise<Chromium> {
  const server = createServer(async ({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    const body = pages[pathname] ?? (await readFile(join(folder, pathname)).catch(() => undefined));
    response.writeHead(body === undefined ? 404 : 200, {
      "Content-Type": types[extname(pathname)] ?? "text/html",
      ...isolated,
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  // Without its sandbox, which containers and the superuser do not get, it sees only what this server has.
  const browser: Browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox"] });
  return {
    async page() {
      const page = await (await browser.newContext()).newPage();
      await page.goto(`http://127.0.0.1:${port}/`);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** The outcomes of the scenarios in a page. */
export function inPage(page: Page, target: string): Promise<unknown> {
  return page.evaluate(`import("/browser.js").then(({ outcomes }) => outcomes("${target}", false))`);
}

/** The outcomes of the scenarios in a worker of the page, as in an engine without JSPI. */
export function inWorker(page: Page, target: string): Promise<unknown> {
  return evaluateInWorker(
    page,
    `${WITHOUT_JSPI} import("/browser.js").then(({ outcomes }) => outcomes("${target}", true))`,
  );
}

function evaluateInWorker(page: Page, script: string): Promise<unknown> {
  return page.evaluate(`new Promise((resolve, reject) => {
    const worker = new Worker("/worker.js", { type: "module" });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(${JSON.stringify(script)});
  })`);
}

/** What a command is rejected with in a page of an engine without JSPI. */
export function refusal(page: Page): Promise<unknown> {
  return page.evaluate(`(async () => {
    ${WITHOUT_JSPI}
    const { run } = await import("/browser.js");
    return run("/wasip1/guest.wasm").catch(({ code }) => code);
  })()`);
}

/** What is stored in the page's own file system after a program has changed it. */
export function storageIn(page: Page, target: string): Promise<unknown> {
  return page.evaluate(`import("/browser.js").then(({ storage }) => storage("${target}"))`);
}

/** The same in a worker, as in a browser that cannot replace a file in one step. */
export function storageInWorker(page: Page, target: string): Promise<unknown> {
  return evaluateInWorker(
    page,
    `import("/browser.js").then(({ storage }) => {
      delete FileSystemFileHandle.prototype.createWritable;
      return storage("${target}");
    })`,
  );
}

/** What speaks against the page's own file system being saved as it is in memory. */
export function counterexampleIn(page: Page): Promise<unknown> {
  return page.evaluate('import("/storage.js").then(({ counterexample }) => counterexample())');
}
