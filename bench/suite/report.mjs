// What is shown of the figures: a list for the terminal, a table in Markdown.

import { cpus } from "node:os";
import { spreads } from "../../dist/bench/rounds.js";
import { shown, shownSpread } from "../../dist/bench/statistics.js";
import { figures as known } from "./lines.mjs";

const unitOf = (name, figure) => known[name]?.unit ?? figure.unit;

/** Every figure with its peers, medians first. */
export function asText(figures) {
  const blocks = [...figures].map(([name, figure]) => {
    const own = [...spreads(figure)].map(([peer, spread]) => {
      const { median } = spread;
      return `  ${peer.padEnd(16)} ${shown(median).padStart(10)}   ${shownSpread(spread).replace(/^\S+ ?/, "")}\n`;
    });
    return `${name}: ${known[name]?.what ?? ""}, ${unitOf(name, figure)}\n${own.join("")}`;
  });
  return blocks.join("\n");
}

/** One line a bar: what it is, and whether it is reached. */
export function barsAsText(judged) {
  return judged
    .map((bar) => {
      const verdict = bar.passes === undefined ? "    " : bar.passes ? "PASS" : "FAIL";
      const measured =
        bar.ratio === undefined
          ? "not measured"
          : `${bar.ratio.toFixed(2)} x (${shown(bar.value)} to ${shown(bar.reference)} of ${bar.against})`;
      return `${verdict} ${nameOf(bar).padEnd(60)} ${measured}\n`;
    })
    .join("");
}

function nameOf({ figure, own, factor, more, than }) {
  const limit = than.limit ? `${than.limit}` : `${Number(factor.toFixed(2))} x ${than.name}`;
  return `${own}, ${figure}: at ${more ? "least" : "most"} ${limit}`;
}

const cell = (spread) => (spread ? `${shown(spread.median)}<br><sub>${range(spread)}</sub>` : "");
const range = ({ lowest, highest }) => `${shown(lowest)} to ${shown(highest)}`;
const row = (cells) => `| ${cells.join(" | ")} |\n`;

/**
 * The table, the bars, and who is missing.
 * @param peers all that could take part @param missing reasons by name @param sizes of hello, by name
 */
export function asMarkdown({ figures, judged, peers, missing, sizes, rounds, versions }) {
  const names = peers.map(({ name }) => name);
  const table = [
    row(["", ...names]),
    row(["---", ...names.map(() => "---:")]),
    ...[...figures].map(([name, figure]) => {
      const measured = spreads(figure);
      const cells = peers.map((peer) => (missing.has(peer.name) ? "missing" : cell(measured.get(peer.name))));
      return row([`\`${name}\`, ${unitOf(name, figure)}`, ...cells]);
    }),
  ];
  const absent = [...missing].map(([name, reason]) => `- ${name} is missing: ${reason}\n`);
  const marks = { true: "reached", false: "**not reached**", undefined: "not measured" };
  const bars = judged.map((bar) =>
    row([
      nameOf(bar),
      bar.ratio === undefined ? "" : bar.than.limit ? shown(bar.value) : bar.ratio.toFixed(2),
      bar.than.limit ? "" : bar.against,
      marks[bar.passes],
    ]),
  );
  const [{ model } = { model: "unknown processor" }] = cpus();
  return `Medians of ${rounds} rounds, lowest and highest below; ${versions}; ${cpus().length} x ${model.trim()}.

${table.join("")}
${absent.length ? `${absent.join("")}\n` : ""}Bytes of a module that says hello: ${Object.entries(sizes)
    .map(([name, size]) => `${name} ${size instanceof Error ? "missing" : shown(size)}`)
    .join(", ")}.

| bar | ratio | to | |
|---|---:|---|---|
${bars.join("")}`;
}
