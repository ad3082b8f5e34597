import { expect, test } from "vitest";
import { newGuest } from "./guest.js";

test.each([
  ["", "5000||||-"],
  ["a.log - b.log", "5000||||a.log|-|b.log"],
  ["--idle 20 --rejects=bad.log a.log", "20|bad.log|||a.log"],
  ["--idle=1 -- --idle -", "1||||--idle|-"],
  ["--help", "5000||help||-"],
  ["--rejects --idle", "5000|--idle|||-"],
  ["--rejects a=b", "5000|a=b|||-"],
])("%s", async (line, read) => {
  expect((await newGuest()).options(line.split(" ").filter(Boolean))).toBe(read);
});

test.each([
  ["--colour", "unknown option --colour"],
  ["-x", "unknown option -x"],
  ["--help=yes", "unknown option --help=yes"],
  ["--idle", "--idle needs a value"],
  ["--idle 0", '--idle needs a number of milliseconds from 1 to 999999999, not "0"'],
  ["--idle 1e3", '--idle needs a number of milliseconds from 1 to 999999999, not "1e3"'],
  ["--rejects=", "--rejects needs a path"],
  ["- a -", "standard input can be read only once"],
])("%s is refused", async (line, error) => {
  expect((await newGuest()).options(line.split(" ")).split("|")[3]).toBe(error);
});
