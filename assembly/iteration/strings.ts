/** The code point of a string at an index, as a string of one or two units (ECMA-262 22.1.5.1). */
// @ts-ignore: decorator
@global export function __code_point(text: string, index: i32): string {
  return text.codePointAt(index) > 0xffff ? text.substr(index, 2) : text.charAt(index);
}
