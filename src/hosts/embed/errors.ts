// Errors of the guest as JavaScript has them, and the other way round.

/** Standard errors, by name: `instanceof` holds for them. All others are an `Error` with their own name. */
const STANDARD: Readonly<Record<string, new (message: string) => Error>> = {
  RangeError,
  TypeError,
  SyntaxError,
  URIError,
};

/**
 * An error with the guest's name, message and stack.
 * @param stack the guest's own frames, in builds that have names: lines that begin with "\n    at "
 * @param code of the library's errors; else empty
 */
export function guestError(name: string, message: string, stack: string, code: string): Error {
  const error = new (STANDARD[name] ?? Error)(message);
  if (error.name !== name) Object.defineProperty(error, "name", { value: name, configurable: true, writable: true });
  const heading = message ? `${name}: ${message}` : name;
  Object.defineProperty(error, "stack", { value: heading + stack, configurable: true, writable: true });
  if (code) Object.defineProperty(error, "code", { value: code, configurable: true, enumerable: true, writable: true });
  return error;
}

/** What the guest is told of something that was thrown. */
export function describeError(thrown: unknown): { name: string; message: string; stack: string; cause: unknown } {
  if (!(thrown instanceof Error)) return { name: "Error", message: String(thrown), stack: "", cause: undefined };
  const { name, message, stack = "", cause } = thrown;
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return { name: String(name), message: String(message), stack: frames.map((line) => `\n${line}`).join(""), cause };
}
