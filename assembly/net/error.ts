import { IOError } from "../io/error";
import { Errno } from "../wasi/errno";

/**
 * What the network, or the host, refused: `bind '127.0.0.1:80': address in use (EADDRINUSE). Another program listens
 * there: stop it, or take another port; 0 takes one that is free`. Fields are those of `IOError`: `code`, `errno`,
 * `syscall`, `path` (the address or the name).
 */
export class NetError extends IOError {
  /**
   * @param errno WASI's error number
   * @param syscall what was to be done: "bind", "accept", "connect", "read", "write", "lookup", ...
   * @param subject the address or the name
   * @param remedy what to do about it, where the host knows more than the error number says
   */
  constructor(
    errno: i32,
    syscall: string,
    subject: string,
    readonly remedy: string = remedyFor(errno),
  ) {
    super(errno, syscall, subject);
    this.name = "NetError";
    if (remedy.length) this.message += ". " + remedy;
  }
}

/** What to do about an error number, whatever the host; may be empty. */
function remedyFor(errno: i32): string {
  switch (errno) {
    case Errno.ADDRINUSE: return "Another program listens there: stop it, or take another port; 0 takes one that is free";
    case Errno.ADDRNOTAVAIL: return "It is no address of this machine: take one that is, or 0.0.0.0 or [::] for all of them";
    case Errno.CONNREFUSED: return "Nothing listens there: start the server, or check the port";
    case Errno.HOSTUNREACH:
    case Errno.NETUNREACH: return "No route leads there: check the address, and this machine's network";
    case Errno.TIMEDOUT: return "There was no answer in time: check the address and firewalls, or allow more time";
    case Errno.NOTFOUND: return "Check how the name is spelled, and this machine's name servers";
    default: return "";
  }
}
