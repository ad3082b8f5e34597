// Server-sent events (HTML Standard 9.2).
import { encode } from "../wasi/utf8";

/** An event that a browser's `EventSource` receives. */
export class ServerSentEvent {
  /**
   * @param data text of any number of lines
   * @param event its type; "" for "message"
   * @param id what the browser tells as `Last-Event-ID` when it connects again; "" for none
   */
  constructor(readonly data: string, readonly event: string = "", readonly id: string = "") {
    if (hasLineEnd(event) || hasLineEnd(id)) throw new TypeError("The type and the id of an event are of one line each");
  }

  /** As it is sent. */
  toString(): string {
    let text = this.event.length ? "event: " + this.event + "\n" : "";
    if (this.id.length) text += "id: " + this.id + "\n";
    const lines = this.data.replaceAll("\r\n", "\n").replaceAll("\r", "\n").split("\n");
    for (let i = 0; i < lines.length; i++) text += "data: " + lines[i] + "\n";
    return text + "\n";
  }
}

function hasLineEnd(text: string): bool { return text.includes("\n") || text.includes("\r"); }

/** Events as bytes; closes the source when it is left. */
export async function* encodeEvents(events: AsyncGenerator<ServerSentEvent>): AsyncGenerator<Uint8Array> {
  for await (const event of events) yield Uint8Array.wrap(encode(event.toString()));
}
