// A line that says what takes long; only where a person watches.

/** Shows `label` on a terminal's stderr while the work is under way, and removes it after. */
export async function whileShowing<T>(label: string, work: () => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work();
  process.stderr.write(label);
  try {
    return await work();
  } finally {
    process.stderr.write("\r\u001b[K");
  }
}
