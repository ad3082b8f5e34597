import { Lock } from "./lock";
import { Permits } from "./permits";

/**
 * A lock that one task holds at a time: for what must not be interrupted at an await.
 *
 * @example
 * const file = new Mutex();
 * await file.run(async () => {
 *   await log.write(header);
 *   await log.write(body);
 * });
 */
export class Mutex extends Lock {
  constructor() { super(new Permits(1), 1, 1); }
}
