import { Promise } from "../../core/promise";
import { Errno } from "../../wasi/errno";
import { resolveAddresses } from "../../wasi/p3/errors";
import { encode } from "../../wasi/utf8";
import { loadIpAddress } from "../component/address";
import { NetError } from "../error";
import { ListCall } from "./host_call";
import { check } from "./result";

/** Size of an `ip-address`. */
// @ts-ignore: decorator
@inline const ADDRESS: usize = 18;
/** Size of the result. */
// @ts-ignore: decorator
@inline const RESULT: usize = 20;

/** The IP addresses of a name; at least one. */
export async function resolve(name: string): Promise<StaticArray<u8>[]> {
  const bytes = encode(name), block = heap.alloc(RESULT), found = new Array<StaticArray<u8>>();
  const lookup = new ListCall(resolveAddresses(changetype<usize>(bytes), bytes.byteLength, block), block, "lookup", name);
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
