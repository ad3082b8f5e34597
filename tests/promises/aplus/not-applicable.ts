// The cases of the suite that a typed promise cannot meet, each with the reason.
//
// All are on foreign thenables: objects that are no promises but have a method `then`, found by looking at run time. A
// `Promise<T>` of Pollen is resolved with a `T` or with a `Promise<T>`, and the compiler says which; an object that
// happens to have a method of that name is a value like any other.

const reasons: Record<string, string> = {
  "2.3.3.1": "there is no property `then` to look up at run time",
  "2.3.3.2": "so the lookup cannot throw",
  "2.3.3.3.1": "the `then` of a foreign object is not called, and so is given no `resolvePromise`",
  "2.3.3.3.2": "nor a `rejectPromise`",
  "2.3.3.3.3": "so neither of them can be called twice",
  "2.3.3.3.4": "and nothing is thrown by that call",
};

/** Why a case cannot be met; undefined for one that must pass. */
export function notApplicable(title: string): string | undefined {
  return Object.entries(reasons).find(([part]) => title.includes(` ${part}: `))?.[1];
}

/**
 * Two of them call, from a timer, what a foreign `then` was given. That throws where nothing was, and the suite's runner
 * would take it for the failure of whatever case runs by then. They are left out.
 */
export function disturbsOthers(title: string): boolean {
  return title.includes("saving and abusing `resolvePromise` and `rejectPromise`");
}
