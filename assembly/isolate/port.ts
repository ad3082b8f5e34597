import { Promise } from "../core/promise";
import { Endpoint } from "./endpoint";
import { Link } from "./link";

/**
 * An isolate's connection to whoever started it: `In` is received, `Out` is sent.
 *
 * @example
 * async function square(port: Port<i32, i32>): Promise<void> {
 *   for await (const n of port) await port.send(n * n);
 * }
 */
export class Port<In, Out> extends Endpoint<Out, In> {
  constructor(link: Link) {
    super(link);
    this.begin("port").detach(); // nobody waits for it: it ends with the isolate
  }

  /** Sends what is left, and lets go of it. For this part of the library. */
  async __finish(): Promise<void> {
    await this.close();
    this.drop();
  }
}
