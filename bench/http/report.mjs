// The table of README.md: for each number of connections the subjects, with what was measured of them in all rounds.

import { spreads } from "../../dist/bench/rounds.js";
import { shownSpread } from "../../dist/bench/statistics.js";

/**
 * @param figures of `measureInRounds`: "LINE rate", "LINE p99" and "LINE cpu" by subject; a subject that answered nothing in a
 *   round has none of that round
 * @param plan `{ rounds, lines, subjects }`: what was measured
 * @param reference the subject beside which the others are put
 */
export function table(figures, { rounds, lines, subjects }, reference) {
  const rows = lines.flatMap((connections) => {
    const [rate, p99, cpu] = ["rate", "p99", "cpu"].map((name) => spreadsOf(figures.get(`${connections} ${name}`)));
    return [
      "",
      `${connections} connection${connections > 1 ? "s" : ""}`,
      "",
      `| | requests/s | beside ${reference} | p99, ms | processor time a request, us |`,
      "|---|---|---|---|---|",
      ...subjects.map((name) => {
        const measured = rate.get(name), base = rate.get(reference);
        const ratio = measured && base ? (measured.median / base.median).toFixed(2) : "";
        const [all, ...rest] = [rate, p99, cpu].map((spread) => (measured ? shownSpread(spread.get(name)) : ""));
        const answered = [all, silence(rounds - (measured?.count ?? 0), rounds)].filter(Boolean).join("; ");
        return `| ${[name, answered, ratio, ...rest].join(" | ")} |`;
      }),
    ];
  });
  return rows.slice(1).join("\n");
}

function spreadsOf(figure) {
  return figure ? spreads(figure) : new Map();
}

function silence(silent, rounds) {
  return silent ? `no answer in ${silent} of ${rounds} rounds` : "";
}
