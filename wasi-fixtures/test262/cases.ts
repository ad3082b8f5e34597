// What all ported cases use.

/** Runs a case: its name, what it prints, and how it ends. */
export async function run(name: string, body: () => Promise<void>): Promise<void> {
  print(name);
  try {
    await body();
  } catch (e) {
    print(`rejected: ${(e as Error).message}`);
  }
}

/** A promise that is resolved, or rejected, by its executor. */
export function resolved(value: string): Promise<string> {
  return new Promise<string>((resolve, _) => resolve(value));
}

export function rejected(reason: string): Promise<string> {
  return new Promise<string>((_, reject) => reject(new Error(reason)));
}

/** The results of generators. Where one is done without a value, there is none to show. */
export function show(result: IteratorResult<i32>, hasValue: bool = true): string {
  return `${hasValue ? `${result.value} ` : ""}${result.done ? "done" : "not done"}`;
}
