// Methods and schemes as numbers: what has none is a text.

/** Those with a number, in their order. */
// @ts-ignore: decorator
@lazy const METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];

/** Number of a method whose name is a text. */
// @ts-ignore: decorator
@inline export const OTHER_METHOD: i32 = 9;

/** The name of a method; "" for `OTHER_METHOD`. */
export function methodName(tag: i32): string { return tag < OTHER_METHOD ? METHODS[tag] : ""; }

/** The number of a method. */
export function methodTag(name: string): i32 {
  const at = METHODS.indexOf(name);
  return at < 0 ? OTHER_METHOD : at;
}

/** The number of a scheme: 0 HTTP, 1 HTTPS, 2 another. */
export function schemeTag(scheme: string): i32 { return scheme == "http" ? 0 : scheme == "https" ? 1 : 2; }
