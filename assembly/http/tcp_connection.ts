import { TcpStream } from "../net/tcp_stream";
import { Connection } from "./connection";

/** A TCP connection. */
export class TcpConnection extends Connection {
  constructor(private readonly stream: TcpStream) { super(); }

  read(bytes: Uint8Array): Promise<i32> { return this.stream.read(bytes); }

  write(bytes: Uint8Array): Promise<void> { return this.stream.write(bytes); }

  shutdown(): Promise<void> { return this.stream.shutdown(); }

  close(): Promise<void> { return this.stream.close(); }
}
