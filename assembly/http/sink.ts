/** What takes the bytes of a body. */
export abstract class Sink {
  /** Sends bytes, which do not change before that is done. Awaiting it is back-pressure. */
  abstract send(bytes: Uint8Array): Promise<void>;
}
