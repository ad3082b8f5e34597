// What is said of several measurements of the same thing.

/** Values in one unit: the middle one, and how far they spread. */
export interface Spread {
  median: number;
  lowest: number;
  highest: number;
  count: number;
}

/** Of an even number of values the median is the mean of the two in the middle. Throws a RangeError without any. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (lowest === undefined || highest === undefined) throw new RangeError("no values to take the median of");
  const middle = sorted.length / 2;
  const [below, above] = [sorted[Math.ceil(middle) - 1] ?? lowest, sorted[Math.floor(middle)] ?? lowest];
  return { median: (below + above) / 2, lowest, highest, count: sorted.length };
}

/** A number with three digits that count. */
export function shown(value: number): string {
  const size = Math.abs(value);
  if (size >= 99.95) return Math.round(value).toLocaleString("en-US");
  if (size === 0) return "0";
  return value.toFixed(size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3);
}

/** As in `12.3 [11.9 .. 14.0]`. */
export function shownSpread({ median, lowest, highest, count }: Spread): string {
  return count === 1 ? shown(median) : `${shown(median)} [${shown(lowest)} .. ${shown(highest)}]`;
}
