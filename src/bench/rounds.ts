// Measures several subjects side by side, so that whatever else the machine does hits all of them alike:
//
//   for each round
//     for each line (what is measured)
//       for each subject (what it is measured of): one measurement, a process of its own
//
import type { Result } from "./results.js";
import { type Spread, spreadOf } from "./statistics.js";

export interface Plan<Line, Subject> {
  rounds: number;
  lines: readonly Line[];
  subjects: readonly Subject[];
  /** One measurement; none where a subject does not have the line. */
  measure(line: Line, subject: Subject, round: number): Result[] | Promise<Result[]>;
}

/** All values of one figure, by subject, in the order in which they came. */
export interface Figure<Subject> {
  unit: string;
  values: Map<Subject, number[]>;
}

/** Runs a plan; the figures are in the order in which they first came. */
export async function measureInRounds<Line, Subject>(plan: Plan<Line, Subject>): Promise<Map<string, Figure<Subject>>> {
  const figures = new Map<string, Figure<Subject>>();
  for (let round = 0; round < plan.rounds; round++) {
    for (const line of plan.lines) {
      for (const subject of plan.subjects) {
        for (const { figure: name, value, unit } of await plan.measure(line, subject, round)) {
          const figure = figures.get(name) ?? { unit, values: new Map<Subject, number[]>() };
          figures.set(name, figure);
          figure.values.set(subject, [...(figure.values.get(subject) ?? []), value]);
        }
      }
    }
  }
  return figures;
}

/** What the measurements of one figure come to, by subject. */
export function spreads<Subject>({ values }: Figure<Subject>): Map<Subject, Spread> {
  return new Map([...values].map(([subject, measured]) => [subject, spreadOf(measured)]));
}
