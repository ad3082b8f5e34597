// Errors on their way to a handler. WebAssembly without its exceptions proposal cannot unwind: a function that throws
// leaves the error here and returns at once, with a value that nobody looks at; the code after each call that may
// throw looks whether an error is there, and goes to its own handler or returns as well. `src/compiler/throws` inserts
// these looks; nothing but returning happens while an error is on its way.
//
// A site tells what is thrown and where, in static memory. Standard errors with a constant message are not even
// allocated before somebody catches them: raising one takes a single store.
//
//    0       4          8           12      16      20       24
//   ┌───────┬──────────┬───────────┬───────┬───────┬────────┐
//   │ kind  │ message  │ function  │ file  │ line  │ column │
//   │ u32   │ ptr      │ ptr       │ ptr   │ u32   │ u32    │
//   └───────┴──────────┴───────────┴───────┴───────┴────────┘
//   kind      class of the error: an index of KINDS in src/compiler/throws/sites.ts
//   function  its name, or null in builds without names: then no stack is made

// @ts-ignore: decorator
@inline const KIND: usize = 0;
// @ts-ignore: decorator
@inline const MESSAGE: usize = 4;
// @ts-ignore: decorator
@inline const FUNCTION: usize = 8;
// @ts-ignore: decorator
@inline const FILE: usize = 12;
// @ts-ignore: decorator
@inline const LINE: usize = 16;
// @ts-ignore: decorator
@inline const COLUMN: usize = 20;
/** Stands for the site of an error that was thrown before. */
// @ts-ignore: decorator
@inline export const RETHROWN: usize = 1;

/** The site of the error that is on its way; 0: there is none. */
// @ts-ignore: decorator
@global let __raised: usize = 0;
/** That error, unless it is a standard one that has yet to be made. */
// @ts-ignore: decorator
@global let __pending: Error | null = null;

function errorOf(kind: u32, message: string | null): Error {
  const text = message === null ? "" : message;
  switch (kind) {
    case 1: return new RangeError(text);
    case 2: return new TypeError(text);
    case 3: return new SyntaxError(text);
    case 4: return new URIError(text);
    default: return new Error(text);
  }
}

/** Sends a standard error with a message of its own on its way. */
// @ts-ignore: decorator
@global export function __raise(message: string | null, site: usize): void {
  __pending = errorOf(load<u32>(site, KIND), message);
  __raised = site;
}

/** The error that is on its way; a standard one is made now. */
function current(): Error {
  const site = __raised;
  let error = __pending;
  if (error === null) {
    error = errorOf(load<u32>(site, KIND), changetype<string | null>(load<usize>(site, MESSAGE)));
    __pending = error;
  }
  if (site != RETHROWN && !error.stack.length) addFrame(error, site);
  return error;
}

/** Adds a frame to an error's stack, in builds with names. */
function addFrame(error: Error, site: usize): void {
  if (isDefined(POLLEN_SITES) && load<usize>(site, FUNCTION)) error.stack += "\n    at " + describe(site);
}

/** Takes the error that has arrived at a handler. */
// @ts-ignore: decorator
@global export function __caught(): Error {
  const error = current();
  __raised = 0;
  __pending = null;
  return error;
}

/** The error that is on its way passes a call. */
// @ts-ignore: decorator
@global export function __passed(site: usize): void { addFrame(current(), site); }

/** "function (file:line:column)" */
function describe(site: usize): string {
  const place = changetype<string>(load<usize>(site, FILE)) + ":" + load<u32>(site, LINE).toString() + ":" +
    load<u32>(site, COLUMN).toString();
  return changetype<string>(load<usize>(site, FUNCTION)) + " (" + place + ")";
}

/** An error has arrived where nothing could handle it: ends the program as the stock compiler's `throw` does. */
// @ts-ignore: decorator
@global export function __uncaught(): void {
  const site = __raised;
  const error = __caught();
  if (site == RETHROWN) abort(error.toString());
  abort(error.toString(), changetype<string>(load<usize>(site, FILE)), load<u32>(site, LINE), load<u32>(site, COLUMN));
}

/** `throw error` where nothing can handle it. */
// @ts-ignore: decorator
@global export function __abort(error: Error, file: string | null, line: u32, column: u32): void {
  abort(error.toString(), file, line, column);
}
