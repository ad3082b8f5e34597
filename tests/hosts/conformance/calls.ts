/** Calls of the probe, one a line, or several with `; ` between them. */
export function calls(template: TemplateStringsArray, ...values: (string | number)[]): string[] {
  return String.raw({ raw: template }, ...values)
    .trim()
    .split(/; |\n */);
}
