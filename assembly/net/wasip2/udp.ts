// Datagrams of WASI 0.2: a socket, and a stream for each direction.
import { count, Counted } from "../../core/count";
import { Promise } from "../../core/promise";
import { lend, takeBack } from "../../component/memory";
import { Direction } from "../../reactor/descriptor";
import { Errno } from "../../wasi/errno";
import { network } from "../../wasi/p2/network";
import { dropPollable } from "../../wasi/p2/poll";
import {
  checkSend, createUdp, dropIncoming, dropOutgoing, dropUdp, finishBind, localAddress, receive, send, startBind, streams,
  subscribeIncoming, subscribeOutgoing, subscribeUdp,
} from "../../wasi/p2/udp";
import { SocketAddress, unknownAddress } from "../address";
import { FlatAddress, loadAddress, storeAddress } from "../component/address";
import { HostResource } from "../component/resource";
import { cell, returnedAddress } from "../component/result";
import { Datagram, DatagramSocket } from "../contract";
import { NetError } from "../error";
import { check, wouldBlock } from "./result";

/** Longest datagram (RFC 768: the length is 16 bits), and the record that it comes in. */
// @ts-ignore: decorator
@inline const LONGEST: usize = 65536 + 40;
/** Where datagrams come in, whole: what the caller has no room for is lost. */
let room: usize = 0;
/** The datagram that is sent. */
// @ts-ignore: decorator
@lazy const outgoing = memory.data(44, 4);

/** What a handle is where there is none. */
// @ts-ignore: decorator
@inline const NONE: i32 = -1;

/** What has to be waited for of a socket. */
class DatagramResource extends HostResource {
  incoming: i32 = NONE;
  outgoing: i32 = NONE;
  private readonly bound: i32;
  private readPollable: i32 = NONE;
  private writePollable: i32 = NONE;

  constructor(socket: i32, name: string) {
    super(socket, name);
    this.bound = subscribeUdp(socket);
    count(Counted.DESCRIPTOR, 1);
  }

  /** Opens the streams of a socket that is bound. */
  open(): void {
    streams(this.fd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, cell);
    check("bind", this.path, 4);
    this.incoming = load<i32>(cell, 4);
    this.outgoing = load<i32>(cell, 8);
    this.readPollable = subscribeIncoming(this.incoming);
    this.writePollable = subscribeOutgoing(this.outgoing);
  }

  pollable(direction: Direction): i32 {
    if (this.incoming == NONE) return this.bound;
    return direction == Direction.READ ? this.readPollable : this.writePollable;
  }

  protected release(): i32 {
    dropPollable(this.bound);
    if (this.incoming != NONE) {
      dropPollable(this.readPollable);
      dropPollable(this.writePollable);
      dropIncoming(this.incoming);
      dropOutgoing(this.outgoing);
    }
    dropUdp(this.fd);
    count(Counted.DESCRIPTOR, -1);
    return 0;
  }
}

class StreamDatagramSocket extends DatagramSocket {
  constructor(private readonly socket: DatagramResource) { super(); }

  async receive(bytes: Uint8Array): Promise<Datagram> {
    const socket = this.socket;
    if (!room) room = heap.alloc(LONGEST);
    while (true) {
      if (socket.isClosed) throw new NetError(Errno.BADF, "receive", socket.path);
      lend(room, LONGEST);
      receive(socket.incoming, 1, cell);
      takeBack();
      check("receive", socket.path, 4);
      if (load<i32>(cell, 8)) break;
      await socket.readable();
    }
    const datagram = load<usize>(cell, 4), length = min(load<i32>(datagram, 4), bytes.byteLength);
    memory.copy(bytes.dataStart, load<usize>(datagram), length);
    return new Datagram(length, loadAddress(datagram + 8));
  }

  async send(buffer: ArrayBuffer, start: usize, length: usize, to: SocketAddress): Promise<void> {
    const socket = this.socket;
    while (true) {
      if (socket.isClosed) throw new NetError(Errno.BADF, "send", socket.path);
      checkSend(socket.outgoing, cell);
      check("send", socket.path, 8);
      if (load<i64>(cell, 8)) {
        store<usize>(outgoing, start);
        store<usize>(outgoing, length, 4);
        store<u8>(outgoing, 1, 8);
        storeAddress(outgoing + 12, to);
        send(socket.outgoing, outgoing, 1, cell);
        check("send", socket.path, 8);
        if (load<i64>(cell, 8)) return;
      }
      await socket.writable();
    }
  }

  close(): Promise<void> { return this.socket.close(); }

  localAddress(): SocketAddress {
    if (this.socket.isClosed) return unknownAddress();
    localAddress(this.socket.fd, cell);
    return returnedAddress();
  }
}

/** Opens a socket for datagrams that is bound to an address. */
export async function bindDatagrams(address: SocketAddress): Promise<DatagramSocket> {
  const name = address.toString(), to = new FlatAddress(address);
  createUdp(to.tag, cell);
  check("bind", name, 4);
  const socket = new DatagramResource(load<i32>(cell, 4), name), fd = socket.fd;
  try {
    startBind(
      fd, network(), to.tag, to.port, to.at(0), to.at(1), to.at(2), to.at(3), to.at(4), to.at(5), to.at(6), to.at(7), to.at(8),
      to.at(9), cell,
    );
    check("bind", name, 1);
    for (finishBind(fd, cell); wouldBlock(1); finishBind(fd, cell)) await socket.readable();
    check("bind", name, 1);
    socket.open();
  } catch (e) {
    socket.close();
    throw e;
  }
  return new StreamDatagramSocket(socket);
}
