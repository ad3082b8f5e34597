// Datagrams of WASI 0.3: each is a call of the host, in its own block of memory.
import { count, Counted } from "../../core/count";
import { Promise } from "../../core/promise";
import { Errno } from "../../wasi/errno";
import { bindUdp, createUdp, dropUdp, localUdp, receiveUdp, sendUdp } from "../../wasi/p3/udp";
import { SocketAddress, unknownAddress } from "../address";
import { FlatAddress, loadAddress, storeAddress } from "../component/address";
import { cell, returnedAddress } from "../component/result";
import { Datagram, DatagramSocket } from "../contract";
import { NetError } from "../error";
import { HostCall, ListCall } from "./host_call";
import { check } from "./result";

/** Size of the parameters of `sendUdp`. */
// @ts-ignore: decorator
@inline const SEND: usize = 48;
/** Size of a result without a value. */
// @ts-ignore: decorator
@inline const RESULT: usize = 20;
/** Size of a result with a datagram. */
// @ts-ignore: decorator
@inline const RECEIVED: usize = 44;

class CallDatagramSocket extends DatagramSocket {
  /** Calls that have not returned. */
  private readonly pending: HostCall[] = [];
  private isClosed: bool = false;

  constructor(private readonly socket: i32, private readonly name: string) {
    super();
    count(Counted.DESCRIPTOR, 1);
  }

  async receive(bytes: Uint8Array): Promise<Datagram> {
    if (this.isClosed) throw new NetError(Errno.BADF, "receive", this.name);
    const block = heap.alloc(RECEIVED);
    const call = new ListCall(receiveUdp(this.socket, block), block, "receive", this.name);
    this.pending.push(call);
    try {
      await call.returned();
      check("receive", this.name, block);
      const length = min(load<i32>(block, 8), bytes.byteLength);
      memory.copy(bytes.dataStart, load<usize>(block, 4), length);
      return new Datagram(length, loadAddress(block + 12));
    } finally {
      this.end(call);
    }
  }

  async send(buffer: ArrayBuffer, start: usize, length: usize, to: SocketAddress): Promise<void> {
    if (this.isClosed) throw new NetError(Errno.BADF, "send", this.name);
    const block = heap.alloc(SEND + RESULT);
    store<i32>(block, this.socket);
    store<usize>(block, start, 4);
    store<usize>(block, length, 8);
    store<u8>(block, 1, 12);
    storeAddress(block + 16, to);
    const call = new HostCall(sendUdp(block, block + SEND), block, "send", this.name);
    this.pending.push(call);
    try {
      await call.returned();
      check("send", this.name, block + SEND);
    } finally {
      this.end(call);
    }
  }

  private end(call: HostCall): void {
    const at = this.pending.indexOf(call);
    if (at >= 0) this.pending.splice(at, 1);
    call.close();
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    while (this.pending.length) this.pending.pop().close();
    dropUdp(this.socket);
    count(Counted.DESCRIPTOR, -1);
  }

  localAddress(): SocketAddress {
    if (this.isClosed) return unknownAddress();
    localUdp(this.socket, cell);
    return returnedAddress();
  }
}

/** Opens a socket for datagrams that is bound to an address. */
export async function bindDatagrams(address: SocketAddress): Promise<DatagramSocket> {
  const name = address.toString(), to = new FlatAddress(address);
  createUdp(to.tag, cell);
  check("bind", name);
  const socket = load<i32>(cell, 4);
  try {
    bindUdp(
      socket, to.tag, to.port, to.at(0), to.at(1), to.at(2), to.at(3), to.at(4), to.at(5), to.at(6), to.at(7), to.at(8),
      to.at(9), cell,
    );
    check("bind", name);
  } catch (e) {
    dropUdp(socket);
    throw e;
  }
  return new CallDatagramSocket(socket, name);
}
