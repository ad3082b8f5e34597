// What measured programs print: lines `RESULT name value unit`. The name may be in double quotes, as JSON has them.

export interface Result {
  figure: string;
  value: number;
  unit: string;
}

/** The results in what a program printed; other lines are its own affair. */
export function resultsIn(text: string): Result[] {
  const lines = text.matchAll(/^RESULT ("(?:[^"\\]|\\.)*"|\S+) (\S+) (\S+)/gm);
  return [...lines].map(([line, name = "", value, unit = ""]) => {
    const result = { figure: name.startsWith('"') ? JSON.parse(name) : name, value: Number(value), unit };
    if (!Number.isFinite(result.value)) throw new RangeError(`not a number: ${line}`);
    return result;
  });
}
