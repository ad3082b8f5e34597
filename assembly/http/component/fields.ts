// The fields of messages as the canonical ABI has them: texts as pointer and length. What reads and writes them as resources
// is in the back ends.
import { Headers } from "../headers";
import { equalsIgnoringCase, latin1, storeLatin1 } from "../syntax";
import { isFraming } from "../response_writer";

/** Reads a list of fields: 16 bytes each, name and value. */
export function readFields(list: usize, length: usize): Headers {
  const headers = new Headers();
  for (let i: usize = 0; i < length; i++) {
    const at = list + (i << 4), name = load<usize>(at), value = load<usize>(at, 8);
    headers.__append(latin1(name, name + load<usize>(at, 4)), latin1(value, value + load<usize>(at, 12)));
  }
  return headers;
}

/** Text in memory, as Latin-1. Valid until the next one of the same place. */
export class FlatText {
  private buffer: ArrayBuffer = new ArrayBuffer(256);

  get start(): usize { return changetype<usize>(this.buffer); }

  /** Puts a text there, and returns its length. */
  put(text: string): usize {
    const length = text.length;
    if (length > this.buffer.byteLength) this.buffer = new ArrayBuffer(length);
    storeLatin1(this.start, text);
    return length;
  }
}

/** Whether a field is the host's: what frames the message, and `Host`, which the address tells (Fetch, "forbidden"). */
export function isOfHost(name: string): bool { return isFraming(name) || equalsIgnoringCase(name, "host"); }

/** What is wrong with a field that the host does not take; `code` is a header-error. */
export function fieldError(name: string, code: i32): TypeError {
  const reasons = ["it is not valid", "it is forbidden there", "the fields cannot be changed", "the fields are too large"];
  return new TypeError("The host does not take header '" + name + "': " + (code < 4 ? reasons[code] : "it gives no reason"));
}
