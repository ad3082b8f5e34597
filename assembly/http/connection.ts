// What HTTP needs of whatever carries its bytes: a socket, standard input and output, a pair in memory.
import { AsyncFd } from "../io/async_fd";

/** Both directions of a stream of bytes. The server and the client read and write nothing but this. */
export abstract class Connection {
  /**
   * Reads up to as many bytes as `bytes` has room for, as soon as there are any.
   * @returns how many were read; 0 at the end
   */
  abstract read(bytes: Uint8Array): Promise<i32>;

  /** Writes all of `bytes`, which do not change before that is done. Awaiting it is back-pressure. */
  abstract write(bytes: Uint8Array): Promise<void>;

  /** Ends the direction in which is written; what the peer sends is still read. Does nothing where there are no halves. */
  async shutdown(): Promise<void> {}

  /** Closes both directions. Reads and writes that are pending end: reads with 0 or an error. */
  abstract close(): Promise<void>;
}

/**
 * Two descriptors as one connection, such as those that inetd and `ssh host command` give a program.
 * @example
 * await serveConnection(new FdConnection(stdin, stdout), async (request) => Response.text("hello"));
 */
export class FdConnection extends Connection {
  /**
   * @param input what is read
   * @param output what is written to; may be the same
   */
  constructor(private readonly input: AsyncFd, private readonly output: AsyncFd) { super(); }

  read(bytes: Uint8Array): Promise<i32> { return this.input.read(bytes); }

  write(bytes: Uint8Array): Promise<void> { return this.output.write(bytes); }

  async shutdown(): Promise<void> {
    if (this.output !== this.input) await this.output.close();
  }

  async close(): Promise<void> {
    await this.input.close();
    await this.output.close();
  }
}
