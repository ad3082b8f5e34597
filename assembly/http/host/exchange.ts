// What Pollen needs of a host that speaks HTTP itself, and brings one request at a time. A back end extends both classes.
import { Sink } from "../sink";
import { Request } from "../request";
import { Response } from "../response";
import { ServerOptions } from "../options";

/** Takes the body of a message that goes out. */
export abstract class HostSink extends Sink {
  /** Ends the body: all of it was sent. */
  abstract finish(): Promise<void>;

  /** Cuts the body short: the receiver is to see that something is missing. Does nothing behind `finish`. */
  abstract abort(): void;
}

/** A request that the host has brought, and the way back. */
export abstract class HostExchange {
  /** The request. Its body is not asked for before it is read. Throws an `HttpError` for what `options.limits` refuse. */
  abstract receive(options: ServerOptions): Request;

  /**
   * Sends the head of the response.
   * @param size of the body, in bytes; -1 if that is not known, or not to be said
   * @param hasBody whether one follows
   * @returns where it goes to, if one follows
   * Throws a `TypeError` if the host does not take a field; then another response may be tried.
   */
  abstract begin(response: Response, size: i64, hasBody: bool, options: ServerOptions): HostSink | null;

  /** Gives the host back what is left of request and response. */
  abstract close(): void;
}
