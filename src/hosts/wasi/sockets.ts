// sock_accept, sock_recv, sock_send, sock_shutdown. No descriptor is a socket: EBADF for what is not open, else ENOTSOCK.

import type { Context, Functions } from "./context.js";
import { fail } from "./errno.js";

export function socketFunctions({ descriptors }: Context): Functions {
  const notSocket = (fd: number) => {
    descriptors.get(fd);
    fail("NOTSOCK");
  };
  return { sock_accept: notSocket, sock_recv: notSocket, sock_send: notSocket, sock_shutdown: notSocket };
}
