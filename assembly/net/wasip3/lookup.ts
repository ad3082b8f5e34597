import { Promise } from "../../core/promise";
import { Errno } from "../../wasi/errno";
import { resolveAddresses } from "../../wasi/p3/errors";
import { encode } from "../../wasi/utf8";
import { loadIpAddress } from "../component/address";
import { NetError } from "../error";
import { HostCall } from "./host_call";
import { check } from "./result";

/** Size of an `ip-address`. */
// @ts-ignore: decorator
@inline const ADDRESS: usize = 18;
/** Size of the result. */
// @ts-ignore: decorator
@inline const RESULT: usize = 20;

/** A look-up, with the list that it has returned. */
class Lookup extends HostCall {
  protected freeResult(hasReturned: bool): void {
    if (hasReturned && !load<u8>(this.block) && load<i32>(this.block, 8)) heap.free(load<usize>(this.block, 4));
  }
}

/** The IP addresses of a name; at least one. */
export async function resolve(name: string): Promise<StaticArray<u8>[]> {
  const bytes = encode(name), block = heap.alloc(RESULT), found = new Array<StaticArray<u8>>();
  const lookup = new Lookup(resolveAddresses(changetype<usize>(bytes), bytes.byteLength, block), block, "lookup", name);
  try {
    await lookup.returned();
    check("lookup", name, block);
    const list = load<usize>(block, 4), length = load<usize>(block, 8);
    for (let i: usize = 0; i < length; i++) found.push(loadIpAddress(list + i * ADDRESS));
  } finally {
    lookup.close();
  }
  if (!found.length) throw new NetError(Errno.NOTFOUND, "lookup", name);
  return found;
}
