// The error numbers of WASI preview1, their names, and what they mean.

/** Those that the library tells apart. */
export const enum Errno {
  SUCCESS = 0, ACCES = 2, ADDRINUSE = 3, ADDRNOTAVAIL = 4, AFNOSUPPORT = 5, AGAIN = 6, BADF = 8, BUSY = 10, CANCELED = 11,
  CONNABORTED = 13, CONNREFUSED = 14, CONNRESET = 15, HOSTUNREACH = 23, INPROGRESS = 26, INTR = 27, INVAL = 28, IO = 29,
  ISDIR = 31, MFILE = 33, MSGSIZE = 35, NAMETOOLONG = 37, NETUNREACH = 40, NFILE = 41, NOBUFS = 42, NOMEM = 48, NOTCONN = 53, NOTSUP = 58,
  PERM = 63, PIPE = 64, TIMEDOUT = 73, NOTCAPABLE = 76,
  /** Node's, for which WASI has no number: a name that does not resolve. */
  NOTFOUND = 77,
}

/** Name and meaning, a line each, by number. One text: every string has a header, and is two bytes a character. */
// @ts-ignore: decorator
@lazy const TABLE = `SUCCESS success
E2BIG argument list too long
EACCES permission denied
EADDRINUSE address in use
EADDRNOTAVAIL address not available
EAFNOSUPPORT address family not supported
EAGAIN would have to wait
EALREADY already in progress
EBADF bad file descriptor
EBADMSG bad message
EBUSY device or resource busy
ECANCELED canceled
ECHILD no child processes
ECONNABORTED connection aborted
ECONNREFUSED connection refused
ECONNRESET connection reset
EDEADLK resource deadlock would occur
EDESTADDRREQ destination address required
EDOM argument out of domain
EDQUOT disk quota exceeded
EEXIST file exists
EFAULT bad address
EFBIG file too large
EHOSTUNREACH host is unreachable
EIDRM identifier removed
EILSEQ illegal byte sequence
EINPROGRESS operation in progress
EINTR interrupted
EINVAL invalid argument
EIO input/output error
EISCONN already connected
EISDIR is a directory
ELOOP too many levels of symbolic links
EMFILE too many open files
EMLINK too many links
EMSGSIZE message too large
EMULTIHOP multihop attempted
ENAMETOOLONG name too long
ENETDOWN network is down
ENETRESET connection aborted by the network
ENETUNREACH network is unreachable
ENFILE too many open files in the system
ENOBUFS no buffer space available
ENODEV no such device
ENOENT no such file or directory
ENOEXEC not an executable
ENOLCK no locks available
ENOLINK link has been severed
ENOMEM not enough memory
ENOMSG no message of the desired type
ENOPROTOOPT protocol not available
ENOSPC no space left on the device
ENOSYS not supported by the host
ENOTCONN not connected
ENOTDIR not a directory
ENOTEMPTY directory not empty
ENOTRECOVERABLE state not recoverable
ENOTSOCK not a socket
ENOTSUP not supported
ENOTTY not a terminal
ENXIO no such device or address
EOVERFLOW value too large
EOWNERDEAD previous owner died
EPERM operation not permitted
EPIPE broken pipe
EPROTO protocol error
EPROTONOSUPPORT protocol not supported
EPROTOTYPE wrong type of protocol
ERANGE result out of range
EROFS read-only file system
ESPIPE cannot seek
ESRCH no such process
ESTALE stale file handle
ETIMEDOUT timed out
ETXTBSY text file busy
EXDEV cross-device link
ENOTCAPABLE not in a directory that the program was given
ENOTFOUND name does not resolve`;

/** The line of an error number. */
function entryOf(errno: u32): string {
  let start = 0;
  for (let i: u32 = 0; i < errno; i++) {
    start = TABLE.indexOf("\n", start) + 1;
    if (!start) return "E" + errno.toString() + " unknown error";
  }
  const end = TABLE.indexOf("\n", start);
  return TABLE.substring(start, end < 0 ? TABLE.length : end);
}

/** The name of an error number, as Node and POSIX have it: "ENOENT". */
export function errnoName(errno: u32): string {
  const entry = entryOf(errno);
  return entry.substring(0, entry.indexOf(" "));
}

/** What an error number means: "no such file or directory". */
export function errnoText(errno: u32): string {
  const entry = entryOf(errno);
  return entry.substring(entry.indexOf(" ") + 1);
}
