// TCP sockets of WASI 0.2: a resource, and for connections two streams, which are dropped before their socket.
import { count, Counted } from "../../core/count";
import { Direction } from "../../reactor/descriptor";
import { dropTcp, subscribeTcp } from "../../wasi/p2/tcp";
import { HostStreams, NONE, PolledResource } from "./streams";

/** A socket that binds, listens or connects: something to wait for. */
export class TcpSocket extends PolledResource {
  /**
   * @param socket handle of the socket
   * @param name the address that errors tell
   * @param syscall what errors name; null: what was tried
   */
  constructor(socket: i32, name: string, syscall: string | null = null) {
    super(socket, name, syscall);
    count(Counted.DESCRIPTOR, 1);
  }

  /** The pollable of a socket is for both directions: only one is waited for. */
  pollable(direction: Direction): i32 {
    if (this.readPollable == NONE) this.readPollable = subscribeTcp(this.fd);
    return this.readPollable;
  }

  /** Makes a connection of it: the socket goes on to that. */
  handOver(): i32 {
    this.dropPollables();
    count(Counted.DESCRIPTOR, -1);
    return this.fd;
  }

  protected release(): i32 {
    this.dropPollables();
    dropTcp(this.fd);
    count(Counted.DESCRIPTOR, -1);
    return 0;
  }
}

/** A connected socket. */
export class ConnectedSocket extends HostStreams {
  constructor(socket: i32, name: string, input: i32, output: i32) { super(socket, name, input, output); }

  protected release(): i32 {
    super.release();
    dropTcp(this.fd);
    return 0;
  }
}
