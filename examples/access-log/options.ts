export const USAGE: string = `usage: access-log [options] [FILE...]

Reads web server access logs ("combined" followed by $request_time) and prints status codes, bytes and the slowest
paths of every second. Without FILE, or where FILE is -, reads standard input; several inputs are read at once.

  --idle MS       report an input that brings nothing for so many milliseconds (default 5000)
  --rejects FILE  write the lines that are not in the format to FILE
  --help          print this
`;

/** What the command line asks for. */
export class Options {
  /** Inputs in the order given; `-` is standard input. */
  files: string[] = [];
  /** Milliseconds. */
  idle: i32 = 5000;
  /** A path, or empty for none. */
  rejects: string = "";
  help: bool = false;
  /** What is wrong with the command line, or empty. */
  error: string = "";
}

/** Reads the arguments, up to the first that is wrong. Options are `--name value` or `--name=value`; `--` ends them. */
export function parseOptions(args: string[]): Options {
  const options = new Options();
  let literal = false;
  for (let i = 0; i < args.length && options.error == ""; i++) {
    const argument = args[i];
    if (literal || argument == "-" || !argument.startsWith("-")) {
      if (argument == "-" && options.files.includes("-")) options.error = "standard input can be read only once";
      options.files.push(argument);
      continue;
    }
    if (argument == "--") {
      literal = true;
      continue;
    }
    const equals = argument.indexOf("=");
    const name = equals < 0 ? argument : argument.substring(0, equals);
    if (name == "--help" && equals < 0) {
      options.help = true;
      continue;
    }
    if (name != "--idle" && name != "--rejects") {
      options.error = `unknown option ${argument}`;
      break;
    }
    if (equals < 0 && ++i == args.length) {
      options.error = `${name} needs a value`;
      break;
    }
    setOption(options, name, equals < 0 ? args[i] : argument.substring(equals + 1));
  }
  if (options.files.length == 0) options.files.push("-");
  return options;
}

function setOption(options: Options, name: string, value: string): void {
  if (name == "--idle") {
    options.idle = positiveInteger(value);
    if (options.idle == 0) options.error = `--idle needs a number of milliseconds from 1 to 999999999, not "${value}"`;
  } else {
    options.rejects = value;
    if (value == "") options.error = "--rejects needs a path";
  }
}

/** The number that 1 to 9 digits say, or 0. */
function positiveInteger(text: string): i32 {
  if (text.length == 0 || text.length > 9) return 0;
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return 0;
    value = value * 10 + digit;
  }
  return value;
}
