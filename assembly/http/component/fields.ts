// The fields of messages, as resources. Texts go in and come out as Latin-1: pointer and length.
import { takeBack } from "../../component/memory";
import { Headers } from "../headers";
import { isFraming } from "../response_writer";
import { equalsIgnoringCase, latin1, storeLatin1 } from "../syntax";
import { appendField, cell, dropFields, entriesOf, lendRoom, newFields } from "./host";

/** Reads fields, and drops them. */
export function takeFields(fields: i32): Headers {
  lendRoom();
  entriesOf(fields);
  takeBack();
  const headers = new Headers(), list = load<usize>(cell), length = load<usize>(cell, 4);
  for (let i: usize = 0; i < length; i++) {
    const at = list + (i << 4), name = load<usize>(at), value = load<usize>(at, 8);
    headers.__append(latin1(name, name + load<usize>(at, 4)), latin1(value, value + load<usize>(at, 12)));
  }
  dropFields(fields);
  return headers;
}

/** Text in memory. Valid until the next one of the same place. */
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

// @ts-ignore: decorator
@lazy const nameText = new FlatText();
// @ts-ignore: decorator
@lazy const valueText = new FlatText();

/**
 * Makes fields of headers, without those that are the host's: what frames the message, and `Host`, which the address tells.
 * @param size of the body; -1 to say nothing about it
 * Throws a `TypeError` if the host refuses one.
 */
export function fieldsOf(headers: Headers, size: i64): i32 {
  const fields = newFields();
  for (let i = 0; i < headers.size; i++) {
    const name = headers.__name(i);
    if (!isFraming(name) && !equalsIgnoringCase(name, "host")) append(fields, name, headers.__value(i));
  }
  if (size >= 0) append(fields, "Content-Length", size.toString());
  return fields;
}

function append(fields: i32, name: string, value: string): void {
  const nameLength = nameText.put(name), valueLength = valueText.put(value), start = nameText.start;
  lendRoom();
  appendField(fields, start, nameLength, valueText.start, valueLength);
  takeBack();
  if (!load<u8>(cell)) return;
  const code = load<u8>(cell, isDefined(POLLEN_WASIP3) ? 4 : 1);
  dropFields(fields);
  throw new TypeError("The host does not take header '" + name + "': " + reasonOf(code));
}

/** What a header-error says. */
function reasonOf(code: i32): string {
  switch (code) {
    case 0: return "it is not valid";
    case 1: return "it is forbidden there";
    case 3: return "the fields are too large";
    default: return "it gives no reason";
  }
}
