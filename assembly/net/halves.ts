import { resolved } from "../core/await";
import { Promise } from "../core/promise";
import { TcpStream } from "./tcp_stream";

/** What the halves of a connection share. */
class Shared {
  private open: i32 = 2;

  constructor(readonly stream: TcpStream) {}

  /** A half is closed. The second one closes the connection. */
  close(): Promise<void> {
    return --this.open ? changetype<Promise<void>>(resolved()) : this.stream.close();
  }
}

/** The two halves of a connection. */
export class TcpHalves {
  readonly reader: TcpReader;
  readonly writer: TcpWriter;

  constructor(stream: TcpStream) {
    const shared = new Shared(stream);
    this.reader = new TcpReader(shared);
    this.writer = new TcpWriter(shared);
  }
}

/** The half of a connection that reads. */
export class TcpReader {
  private closed: bool = false;

  constructor(private readonly shared: Shared) {}

  /** As `TcpStream.read`. */
  read(bytes: Uint8Array): Promise<i32> { return this.shared.stream.read(bytes); }

  /** No longer reads. The connection is closed once the other half is. */
  close(): Promise<void> {
    if (this.closed) return changetype<Promise<void>>(resolved());
    this.closed = true;
    return this.shared.close();
  }
}

/** The half of a connection that writes. */
export class TcpWriter {
  private closed: bool = false;

  constructor(private readonly shared: Shared) {}

  /** As `TcpStream.write`. */
  write<T>(data: T): Promise<void> { return this.shared.stream.write<T>(data); }

  /** Half-close: the other end reads the end. The connection is closed once the other half is. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    try {
      await this.shared.stream.shutdown();
    } finally {
      await this.shared.close();
    }
  }
}
