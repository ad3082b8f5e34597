// The picture: a panel a figure, a bar a peer. Bars are as long as the figure, in shares of the longest; one that would leave
// nothing of the others is cut, and says so.

import { spreads } from "../../dist/bench/rounds.js";
import { shown } from "../../dist/bench/statistics.js";
import { figures as known } from "./lines.mjs";

const COLUMNS = 3;
const PANEL = 330;
const LABEL = 100;
const BAR = 150;
const ROW = 15;
/** A bar is cut at so many times Pollen's. */
const CUT = 6;

const colors = { wasm: "#8d99ae", v8: "#e9c46a", native: "#cfd6e1", floor: "#b7c9b0" };
const colorOf = ({ name, kind }) => (name.startsWith("Pollen") ? "#d1495b" : colors[kind]);
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** @param figures by name, of measureInRounds @param peers in the order in which they are drawn */
export function picture(figures, peers) {
  const panels = [...figures].map(([name, figure]) => panel(name, figure, peers));
  const rows = [];
  for (let i = 0; i < panels.length; i += COLUMNS) rows.push(panels.slice(i, i + COLUMNS));
  let top = 10;
  const drawn = rows.map((row) => {
    const at = top;
    top += Math.max(...row.map(({ height }) => height));
    return row.map(({ svg }, i) => `<g transform="translate(${10 + i * PANEL} ${at})">${svg}</g>`).join("\n");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${COLUMNS * PANEL + 20}" height="${top}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="#fff"/>
${drawn.join("\n")}
</svg>
`;
}

function panel(name, figure, peers) {
  const measured = spreads(figure);
  const present = peers.filter((peer) => measured.has(peer.name));
  const medians = present.map((peer) => measured.get(peer.name).median);
  const own = measured.get("Pollen")?.median ?? medians[0];
  const longest = Math.max(1e-9, Math.min(Math.max(...medians), known[name]?.more ? Number.POSITIVE_INFINITY : CUT * Math.abs(own)));
  const bars = present.map((peer, i) => {
    const value = medians[i];
    const isCut = value > longest;
    const width = Math.max(1, (Math.min(value, longest) / longest) * BAR);
    const y = 34 + i * ROW;
    return `<text x="${LABEL - 6}" y="${y}" text-anchor="end">${escaped(peer.name)}</text>
<rect x="${LABEL}" y="${y - 9}" width="${width.toFixed(1)}" height="11" fill="${colorOf(peer)}"/>
<text x="${(LABEL + width + 4).toFixed(1)}" y="${y}">${isCut ? "… " : ""}${shown(value)}</text>`;
  });
  const { what = "", unit = figure.unit, more } = known[name] ?? {};
  const title = `<text y="14"><tspan font-weight="bold">${escaped(name)}</tspan> <tspan fill="#666">${escaped(what)}${unit ? `, ${unit}` : ""}${more ? " (more is better)" : ""}</tspan></text>`;
  return { svg: [title, ...bars].join("\n"), height: 48 + present.length * ROW };
}
