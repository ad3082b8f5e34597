// What one guest may ask for, so that none can use up its host.

/** Each may be set alone; what is left out has the value of `DEFAULT_LIMITS`. */
export interface Limits {
  /** Descriptors that are open at once, the standard ones included. More: EMFILE. */
  openFiles: number;
  /** Bytes of one path, or of the target of a link. More: ENAMETOOLONG. */
  pathBytes: number;
  /** Buffers of one read or write. What more there are is left for the next call; when all up to here are empty: EINVAL. */
  buffers: number;
  /** Subscriptions of one `poll_oneoff`. More: EINVAL. */
  subscriptions: number;
  /** Bytes of one `random_get`. More: EINVAL. */
  randomBytes: number;
  /** Isolates of one program at the same time, those that isolates have started included. More: EMFILE. */
  isolates: number;
}

export const DEFAULT_LIMITS: Readonly<Limits> = {
  openFiles: 16_384,
  pathBytes: 4095, // Linux
  buffers: 1024, // Linux
  subscriptions: 65_536, // each of the open files to be read and to be written, and as many timers
  randomBytes: 64 * 1024 * 1024,
  isolates: 32,
};

/** @throws RangeError for a limit that is no whole number of at least 1 (`openFiles`: 3) */
export function limitsOf(given: Partial<Limits> = {}): Limits {
  const limits = { ...DEFAULT_LIMITS, ...given };
  for (const [name, value] of Object.entries(limits)) {
    if (!(name in DEFAULT_LIMITS)) throw new RangeError(`limits.${name} is not a limit of a WASI host`);
    const least = name === "openFiles" ? 3 : 1;
    if (!Number.isSafeInteger(value) || value < least) {
      throw new RangeError(`limits.${name} is ${value}: it must be a whole number, ${least} or more`);
    }
  }
  return limits;
}
