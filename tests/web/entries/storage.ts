// In a page: what is saved is what is read again, whatever a program did before.

import { type Directory, openStorage } from "as-pollen/browser";
import fc from "fast-check";

const name = fc.constantFrom("a", "b");
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join("/"));

type Step = (root: Directory) => void;

const reading = { read: true, write: false, append: false, create: false, exclusive: false, truncate: false };

function write(root: Directory, path: string, text: string): void {
  const file = root.open(path, {
    ...reading,
    write: true,
    create: true,
    truncate: true,
    directory: false,
    follow: true,
  });
  if ("write" in file) file.write([new TextEncoder().encode(text)], 0);
  file.close();
}

const step: fc.Arbitrary<Step | "save"> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(path, fc.string()).map(
      ([at, text]) =>
        (root: Directory) =>
          write(root, at, text),
    ),
  },
  { weight: 4, arbitrary: path.map((at) => (root: Directory) => root.createDirectory(at)) },
  { weight: 2, arbitrary: path.map((at) => (root: Directory) => root.unlink(at)) },
  { weight: 2, arbitrary: path.map((at) => (root: Directory) => root.removeDirectory(at)) },
  {
    weight: 4,
    arbitrary: fc.tuple(path, path).map(
      ([at, to]) =>
        (root: Directory) =>
          root.rename(at, root, to),
    ),
  },
  { weight: 3, arbitrary: fc.constant("save" as const) },
);

/** Everything in a directory: text by path, null for a folder. */
function tree(directory: Directory, before = ""): Record<string, string | null> {
  const found: Record<string, string | null> = {};
  for (const { name } of directory.entries()) {
    const entry = directory.open(name, { ...reading, directory: false, follow: true });
    if ("entries" in entry) Object.assign(found, { [before + name]: null }, tree(entry, `${before}${name}/`));
    else {
      const bytes = new Uint8Array(Number(entry.stat().size));
      entry.read([bytes], 0);
      found[before + name] = new TextDecoder().decode(bytes);
    }
    entry.close();
  }
  return found;
}

function sorted(tree: Record<string, string | null>): string {
  return JSON.stringify(Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Looks for a counterexample; returns what fast-check reports of it. */
export async function counterexample(): Promise<string> {
  const root = await navigator.storage.getDirectory();
  let folders = 0;
  const property = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30, size: "max" }), async (steps) => {
    const folder = await root.getDirectoryHandle(`${++folders}`, { create: true });
    const stored = await openStorage(folder);
    for (const step of steps) {
      if (step === "save") await stored.save();
      else attempt(() => step(stored.directory));
    }
    await stored.save();
    const again = await openStorage(folder);
    const [expected, found] = [sorted(tree(stored.directory)), sorted(tree(again.directory))];
    if (expected !== found) throw new Error(`${found} instead of ${expected}`);
  });
  const outcome = await fc.check(property, { numRuns: 200 });
  return fc.defaultReportMessage(outcome) ?? "";
}

/** Most steps fail: what they are about is not there. */
function attempt(step: () => void): void {
  try {
    step();
  } catch (error) {
    if (error instanceof Error) throw error; // an errno is none
  }
}
