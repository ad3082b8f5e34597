import { isPlainText } from "./text";

/** Why a line was rejected: the first field, from the left, that is not what the format says. */
export enum Fault {
  None,
  Length,
  Text,
  Client,
  Time,
  Request,
  Status,
  Size,
  Agent,
  Duration,
}

/** How many kinds of fault there are, `None` included. */
export const FAULTS: i32 = 10;

// @ts-ignore: decorator
@inline const SPACE: i32 = 0x20;
// @ts-ignore: decorator
@inline const QUOTE: i32 = 0x22;
// @ts-ignore: decorator
@inline const BACKSLASH: i32 = 0x5c;

const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

/**
 * Parses one line of nginx's `combined` format followed by the request time:
 *
 *     ADDRESS IDENT USER [DD/Mon/YYYY:HH:MM:SS +HHMM] "REQUEST" STATUS SIZE "REFERER" "AGENT" SECONDS.mmm
 *
 * Strict: a line either has every field in this form and nothing else, or is a fault. One parser serves all lines: the
 * fields below belong to the last line that `parse` accepted, the path as a range of that line's own bytes, so that
 * parsing allocates nothing.
 *
 * @example
 * const parser = new Parser();
 * if (parser.parse(bytes, 0, bytes.length) == Fault.None) console.log(parser.status.toString());
 */
export class Parser {
  /** When the answer was complete, in seconds since 1970 UTC. */
  second: i64 = 0;
  /** The HTTP status, 100 to 599 (RFC 9110, section 15). */
  status: i32 = 0;
  /** Bytes of the answer's body. */
  size: i64 = 0;
  /** Time that the request took, in milliseconds. */
  millis: i64 = 0;
  /** The path without its query; for a request that is not HTTP, all that was logged of it. */
  pathStart: i32 = 0;
  pathEnd: i32 = 0;

  private bytes: Uint8Array = new Uint8Array(0);
  private at: i32 = 0;
  private end: i32 = 0;

  /** Parses the line in `bytes` from `start` to `end`, its newline excluded. */
  parse(bytes: Uint8Array, start: i32, end: i32): Fault {
    if (!isPlainText(bytes, start, end)) return Fault.Text;
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    if (!this.readClient()) return Fault.Client;
    if (!this.readTime()) return Fault.Time;
    if (!this.readRequest()) return Fault.Request;
    if (!this.readStatus()) return Fault.Status;
    if (!this.readSize()) return Fault.Size;
    if (!this.skipQuoted() || !this.skipQuoted()) return Fault.Agent;
    return this.readDuration() ? Fault.None : Fault.Duration;
  }

  /** `ADDRESS IDENT USER `: the user may hold spaces, so it ends where the time opens. */
  private readClient(): bool {
    if (!this.skipWord() || !this.skipWord()) return false;
    const user = this.at;
    while (!(this.peek(0) == SPACE && this.peek(1) == 0x5b)) {
      if (this.at == this.end) return false;
      this.at++;
    }
    return this.at++ > user;
  }

  private readTime(): bool {
    if (!this.skip(0x5b)) return false;
    const day = this.readDigits(2);
    if (!this.skip(0x2f)) return false;
    const month = this.readMonth();
    if (!this.skip(0x2f)) return false;
    const year = this.readDigits(4);
    if (!this.skip(0x3a)) return false;
    const hour = this.readDigits(2);
    if (!this.skip(0x3a)) return false;
    const minute = this.readDigits(2);
    if (!this.skip(0x3a)) return false;
    const second = this.readDigits(2);
    if (!this.skip(SPACE)) return false;
    const east = this.peek(0) == 0x2b;
    if (!east && this.peek(0) != 0x2d) return false;
    this.at++;
    const zoneHours = this.readDigits(2);
    const zoneMinutes = this.readDigits(2);
    if (!this.skip(0x5d) || !this.skip(SPACE)) return false;

    if (year < 1970 || month < 0 || day < 1 || day > daysIn(year, month)) return false;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return false; // 60: a leap second
    if (zoneHours < 0 || zoneHours > 14 || zoneMinutes < 0 || zoneMinutes > 59) return false;
    const offset = (zoneHours * 60 + zoneMinutes) * 60;
    this.second = daysSinceEpoch(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - (east ? offset : -offset);
    return true;
  }

  /** `"METHOD TARGET PROTOCOL" `; a client that does not speak HTTP leaves anything else between the quotes. */
  private readRequest(): bool {
    const start = this.at + 1;
    if (!this.skipQuoted()) return false;
    const end = this.at - 2;
    this.pathStart = start;
    this.pathEnd = end;
    const first = this.find(SPACE, start, end);
    const second = this.find(SPACE, first + 1, end);
    if (second < end && this.find(SPACE, second + 1, end) == end) {
      this.pathStart = first + 1;
      this.pathEnd = this.find(0x3f, first + 1, second);
    }
    return true;
  }

  private readStatus(): bool {
    this.status = this.readDigits(3);
    return this.status >= 100 && this.status <= 599 && this.skip(SPACE);
  }

  private readSize(): bool {
    this.size = this.readNumber();
    return this.size >= 0 && this.skip(SPACE);
  }

  /** `SECONDS.mmm`, and the end of the line. */
  private readDuration(): bool {
    const seconds = this.readNumber();
    if (seconds < 0 || seconds > 1_000_000_000 || !this.skip(0x2e)) return false;
    const fraction = this.readDigits(3);
    this.millis = seconds * 1000 + fraction;
    return fraction >= 0 && this.at == this.end;
  }

  /** The byte `ahead` of the cursor, or -1 after the end. */
  private peek(ahead: i32): i32 {
    const at = this.at + ahead;
    return at < this.end ? <i32>unchecked(this.bytes[at]) : -1;
  }

  private skip(byte: i32): bool {
    if (this.peek(0) != byte) return false;
    this.at++;
    return true;
  }

  /** Skips a word of at least one byte, and the space after it. */
  private skipWord(): bool {
    const start = this.at;
    this.at = this.find(SPACE, start, this.end);
    return this.at > start && this.skip(SPACE);
  }

  /** Skips `"..."` and the space after it; within, a backslash escapes the next byte. */
  private skipQuoted(): bool {
    if (!this.skip(QUOTE)) return false;
    const bytes = this.bytes;
    const end = this.end;
    for (let at = this.at; at < end; at++) {
      const byte: i32 = unchecked(bytes[at]);
      if (byte == QUOTE) {
        this.at = at + 1;
        return this.skip(SPACE);
      }
      if (byte == BACKSLASH) at++;
    }
    return false;
  }

  /** Where `byte` is first in the range, or its end. */
  private find(byte: i32, start: i32, end: i32): i32 {
    const bytes = this.bytes;
    let at = start;
    while (at < end && <i32>unchecked(bytes[at]) != byte) at++;
    return at;
  }

  /** A number of exactly `count` digits, or -1. */
  private readDigits(count: i32): i32 {
    let value = 0;
    for (let i = 0; i < count; i++) {
      const digit = this.peek(i) - 0x30;
      if (digit < 0 || digit > 9) return -1;
      value = value * 10 + digit;
    }
    this.at += count;
    return value;
  }

  /** A number of 1 to 15 digits, or -1. */
  private readNumber(): i64 {
    const start = this.at;
    let value: i64 = 0;
    for (let digit = this.peek(0) - 0x30; digit >= 0 && digit <= 9; digit = this.peek(0) - 0x30) {
      value = value * 10 + digit;
      if (++this.at - start > 15) return -1;
    }
    return this.at > start ? value : -1;
  }

  /** The month from 0, or -1. */
  private readMonth(): i32 {
    for (let month = 0; month < 12; month++) {
      const name = month * 3;
      if (
        this.peek(0) == MONTHS.charCodeAt(name) &&
        this.peek(1) == MONTHS.charCodeAt(name + 1) &&
        this.peek(2) == MONTHS.charCodeAt(name + 2)
      ) {
        this.at += 3;
        return month;
      }
    }
    return -1;
  }
}

function isLeap(year: i32): bool {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

function daysIn(year: i32, month: i32): i32 {
  if (month == 1) return isLeap(year) ? 29 : 28;
  return month == 3 || month == 5 || month == 8 || month == 10 ? 30 : 31;
}

/** Days from 1970-01-01 to a day of that year or a later one. */
function daysSinceEpoch(year: i32, month: i32, day: i32): i64 {
  const before = year - 1;
  let days: i64 = year * 365 + before / 4 - before / 100 + before / 400 - 719527;
  for (let m = 0; m < month; m++) days += daysIn(year, m);
  return days + day - 1;
}
