// Dates (RFC 9110 5.6.7), such as "Sun, 06 Nov 1994 08:49:37 GMT".
import { now } from "../core/sleep";

// @ts-ignore: decorator
@inline const DAY: i64 = 86_400_000;

/** Writes a time, in milliseconds since 1970. */
export function httpDate(ms: i64): string {
  const days = (ms - ((ms % DAY) + DAY) % DAY) / DAY, second = <i32>((ms - days * DAY) / 1000);
  // The calendar as Howard Hinnant has it ("chrono-Compatible Low-Level Date Algorithms"): years begin in March.
  const z = days + 719_468, era = (z >= 0 ? z : z - 146_096) / 146_097, ofEra = <i32>(z - era * 146_097);
  const yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
  const ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100), fromMarch = (5 * ofYear + 2) / 153;
  const day = ofYear - (153 * fromMarch + 2) / 5 + 1, month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = <i32>(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), weekday = <i32>(((days + 4) % 7 + 7) % 7);
  return "SunMonTueWedThuFriSat".substr(weekday * 3, 3) + ", " + two(day) + " " +
    "JanFebMarAprMayJunJulAugSepOctNovDec".substr(month * 3 - 3, 3) + " " + year.toString().padStart(4, "0") + " " +
    two(second / 3600) + ":" + two(second / 60 % 60) + ":" + two(second % 60) + " GMT";
}

function two(number: i32): string { return number.toString().padStart(2, "0"); }

let text: string = "";
/** When the next second begins, on the clock of `now`. */
let next: f64 = 0;

/** Now; made anew once a second. */
export function currentDate(): string {
  if (now() >= next) {
    const ms = Date.now();
    next = now() + 1000 - <f64>(ms % 1000);
    text = httpDate(ms);
  }
  return text;
}
