// AssemblyScript's library declares `Iterable` and `Iterator`, empty and unused. The protocol of `assembly/iteration`
// takes their names.
import type { Parser } from "assemblyscript";

export function removePlaceholders({ sources }: Parser): void {
  const placeholders = sources.find(({ internalPath }) => internalPath === "~lib/iterator");
  if (placeholders) placeholders.statements = [];
}
