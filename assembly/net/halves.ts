import { resolved } from "../core/await";
import { Promise } from "../core/promise";
import { TcpStream } from "./tcp_stream";

/** The two halves of a connection. */
export class TcpHalves {
  readonly reader: TcpReader;
  readonly writer: TcpWriter;
  private open: i32 = 2;

  constructor(readonly __stream: TcpStream) {
    this.reader = new TcpReader(this);
    this.writer = new TcpWriter(this);
  }

  /** A half is closed. The second one closes the connection. */
  __close(): Promise<void> {
    return --this.open ? changetype<Promise<void>>(resolved()) : this.__stream.close();
  }
}

/** The half of a connection that reads. */
export class TcpReader {
  private closed: bool = false;

  constructor(private readonly halves: TcpHalves) {}

  /** As `TcpStream.read`. */
  read(bytes: Uint8Array): Promise<i32> { return this.halves.__stream.read(bytes); }

  /** No longer reads. The connection is closed once the other half is. */
  close(): Promise<void> {
    if (this.closed) return changetype<Promise<void>>(resolved());
    this.closed = true;
    return this.halves.__close();
  }
}

/** The half of a connection that writes. */
export class TcpWriter {
  private closed: bool = false;

  constructor(private readonly halves: TcpHalves) {}

  /** As `TcpStream.write`. */
  write<T>(data: T): Promise<void> { return this.halves.__stream.write<T>(data); }

  /** Half-close: the other end reads the end. The connection is closed once the other half is. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    try {
      await this.halves.__stream.shutdown();
    } finally {
      await this.halves.__close();
    }
  }
}
