// Programs that start isolates: those that import `as-pollen/isolate`. Their hosts know them by a custom section: the version of what
// they agree on with the host.
import type { Parser } from "assemblyscript";
import type { Module } from "../binaryen.js";
import type { Session } from "../session.js";
import { addMessageMethods } from "./messages.js";

const LIBRARY = /^~lib\/(.*\/)?as-pollen\/assembly\/isolate\/index$/;
const SECTION = "pollen.isolates";
const VERSION = 1;

/** Looks whether the program may start isolates, and prepares its messages. */
export function prepareIsolates(session: Session, parser: Parser): void {
  session.usesIsolates = parser.sources.some(({ internalPath }) => LIBRARY.test(internalPath));
  if (session.usesIsolates) for (const source of parser.sources) addMessageMethods(session, source);
}

/** Tells the host that the module asks for isolates. */
export function markIsolates(session: Session, module: Module): void {
  if (session.usesIsolates) module.addCustomSection(SECTION, Uint8Array.of(VERSION));
}
