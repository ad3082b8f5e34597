import { count, Counted } from "../../core/count";
import { Promise } from "../../core/promise";
import { Duplex } from "../../io/duplex";
import { Direction } from "../../reactor/descriptor";
import { Errno } from "../../wasi/errno";
import { dropAddresses, network, nextAddress, resolveAddresses, subscribeAddresses } from "../../wasi/p2/network";
import { dropPollable } from "../../wasi/p2/poll";
import { encode } from "../../wasi/utf8";
import { loadIpAddress } from "../component/address";
import { cell } from "../component/result";
import { NetError } from "../error";
import { check, wouldBlock } from "./result";

/** The answers of a look-up: something to wait for. */
class Answers extends Duplex {
  private readonly own: i32;

  constructor(stream: i32, name: string) {
    super(stream, name);
    this.own = subscribeAddresses(stream);
    count(Counted.DESCRIPTOR, 1);
  }

  pollable(direction: Direction): i32 { return this.own; }
  protected transferIn(start: usize, length: usize): i32 { return -<i32>Errno.NOTSUP; }
  protected transferOut(start: usize, length: usize): i32 { return -<i32>Errno.NOTSUP; }

  protected release(): i32 {
    dropPollable(this.own);
    dropAddresses(this.fd);
    count(Counted.DESCRIPTOR, -1);
    return 0;
  }
}

/** The IP addresses of a name; at least one. */
export async function resolve(name: string): Promise<StaticArray<u8>[]> {
  const bytes = encode(name), found = new Array<StaticArray<u8>>();
  resolveAddresses(network(), changetype<usize>(bytes), bytes.byteLength, cell);
  check("lookup", name, 4);
  const answers = new Answers(load<i32>(cell, 4), name);
  try {
    while (true) {
      nextAddress(answers.fd, cell);
      if (wouldBlock(2)) {
        await answers.readable();
        continue;
      }
      check("lookup", name, 2);
      if (!load<u8>(cell, 2)) break;
      found.push(loadIpAddress(cell + 4));
    }
  } finally {
    answers.close();
  }
  if (!found.length) throw new NetError(Errno.NOTFOUND, "lookup", name);
  return found;
}
