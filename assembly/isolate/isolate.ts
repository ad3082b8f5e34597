import { Promise } from "../core/promise";
import { readFile } from "../io/files";
import { writeBytes } from "../wasi/calls";
import { parentLink } from "./entry";
import { Endpoint } from "./endpoint";
import { start } from "./host";
import { Link } from "./link";
import { Port } from "./port";

//    0         4
//   ┌─────────┬────────┐
//   │ starter │ entry  │      function objects in static memory, where both instances of a module have the same
//   └─────────┴────────┘
// @ts-ignore: decorator
@lazy const head = memory.data(8);

/**
 * Another instance of a module, on a thread of its own. Nothing is shared: messages are copied. `In` is sent to it, `Out`
 * is received from it. It belongs to the scope that it is started in, which waits for its end; cancelled, it is ended.
 *
 * @example
 * async function square(port: Port<i32, i32>): Promise<void> {
 *   for await (const n of port) await port.send(n * n);
 * }
 *
 * export async function main(): Promise<void> {
 *   const isolate = Isolate.spawn(square);
 *   await isolate.send(7);
 *   console.log(`${await isolate.receive()}`);
 *   await isolate.join();
 * }
 */
export class Isolate<In, Out> extends Endpoint<In, Out> {
  private constructor(link: Link) {
    super(link);
    this.begin("isolate");
  }

  /**
   * Starts an isolate of this module, which runs `entry` to its end.
   * @param entry a function that captures nothing; the compiler checks that
   * @throws IsolateError on hosts without threads, and beyond their limit
   */
  static spawn<A, B>(entry: (port: Port<A, B>) => Promise<void>): Isolate<A, B> {
    const starter = async (entry: usize, link: Link): Promise<void> => {
      const port = new Port<A, B>(link);
      try {
        await changetype<(port: Port<A, B>) => Promise<void>>(entry)(port);
      } finally {
        await port.__finish();
      }
    };
    const fd = start("spawn");
    store<usize>(head, changetype<usize>(starter));
    store<usize>(head, changetype<usize>(entry), 4);
    writeBytes(fd, head, 8);
    return new Isolate<A, B>(new Link(fd));
  }

  /**
   * Starts an isolate of another module: `main` of that runs, and finds its port with `Isolate.parent()`. Messages must
   * have the same types, by name and fields, in both.
   * @param path of the `.wasm` file, in a directory that this program was given
   * Rejected with an `IOError` if it cannot be read, and with an `IsolateError` as `spawn` is.
   */
  static async load<A, B>(path: string): Promise<Isolate<A, B>> {
    const bytes = await readFile(path);
    const isolate = new Isolate<A, B>(new Link(start("load/" + bytes.length.toString())));
    await isolate.link.write<Uint8Array>(bytes);
    return isolate;
  }

  /**
   * In an isolate that was loaded: the connection to whoever has done so.
   * @throws IsolateError in what is no such isolate, and when it is called a second time
   */
  static parent<A, B>(): Port<A, B> { return new Port<A, B>(parentLink()); }

  /**
   * Ends sending, and waits for the isolate's end. Messages that come until then have to be received.
   * Rejected with an `IsolateError` if it fails: by an error that it does not catch, by a trap, or with an exit code.
   */
  async join(): Promise<void> {
    await this.close();
    await this.ended();
  }

  /** Ends the isolate at once, wherever it is; that is no failure. */
  terminate(): void { this.drop(); }

  /** Cancelled, too. */
  protected atEnd(): void { this.link.close(); }
}
