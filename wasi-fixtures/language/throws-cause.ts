// Errors that name their cause, and `catch` in its other spellings.
class Failure extends Error {
  constructor(message: string, cause: Error) {
    super(message, { cause: cause });
    this.name = "Failure";
  }
}

function read(): i32 {
  throw new RangeError("end of file");
}

function load(): i32 {
  try {
    return read();
  } catch (e) {
    throw new Failure("cannot load", e as Error);
  }
}

function start(): void {
  try {
    load();
  } catch (e: unknown) {
    throw new Error("cannot start", { cause: e as Error });
  }
}

export async function main(): Promise<void> {
  try {
    start();
  } catch (e) {
    for (let error: Error | null = e as Error; error; error = error.cause as Error | null) print(error.toString());
  }
  try {
    start();
  } catch {
    print("anything");
  } finally {
    print("done");
  }
}
