// Errors of exported functions that are not async, for hosts that look for them: JavaScript's `load`.

/** The error that the last call of a `NAME~throws` has ended with, which is then forgotten; 0 if it has returned. */
export function take_error(): usize { return __raised ? changetype<usize>(__caught()) : 0; }
