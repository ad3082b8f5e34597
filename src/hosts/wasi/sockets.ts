// sock_accept, sock_recv, sock_send, sock_shutdown, and the descriptors of listening sockets and of their connections.
// A guest cannot make sockets itself: preview1 has no such call. What it is given listens already.

import { Fdflags, Filetype, Riflags, Rights, Sdflags } from "./abi.js";
import type { Context, Functions, Outcome } from "./context.js";
import { Descriptor, type Fdstat, type Readiness } from "./descriptors.js";
import { fail } from "./errno.js";
import type { Filestat } from "./files.js";
import { without } from "./memory.js";

/** One connection. Undefined says that a call would wait; a broken connection throws a `WasiError`. */
export interface Connection {
  /** Reads what is there; 0 is the end. Bytes that are peeked at stay. */
  read(buffers: Uint8Array[], peek: boolean): number | undefined;
  /** Writes at least one byte. */
  write(buffers: Uint8Array[]): number | undefined;
  /** How many bytes can be read without waiting (0 at the end), or undefined when a read would wait. */
  available(): number | undefined;
  canWrite(): boolean;
  /** Whether nothing can be sent because the connection is gone. */
  readonly isBroken: boolean;
  shutdown(how: { read: boolean; write: boolean }): void;
  close(): void;
}

/** A socket that listens. */
export interface Listener {
  /** Whether `accept` has something to say. */
  hasConnection(): boolean;
  /** Throws EINVAL where the host does not listen any more, as Linux does after shutdown(2). */
  accept(): Connection | undefined;
  close(): void;
}

abstract class SocketDescriptor extends Descriptor {
  protected abstract readonly rights: bigint;

  constructor(protected flags: number) {
    super();
  }

  override fdstat(): Fdstat {
    const { flags, rights } = this;
    return { filetype: Filetype.SOCKET_STREAM, flags, rightsBase: rights, rightsInheriting: rights };
  }

  override filestat(): Filestat {
    const filetype = Filetype.SOCKET_STREAM;
    return { dev: 0n, ino: 0n, filetype, nlink: 0n, size: 0n, atim: 0n, mtim: 0n, ctim: 0n };
  }

  override setFlags(flags: number): void {
    if (flags & ~Fdflags.NONBLOCK) fail("INVAL");
    this.flags = flags;
  }

  override setRights(): void {
    fail("NOTSUP");
  }

  override seek(): bigint {
    fail("SPIPE");
  }

  override tell(): bigint {
    fail("SPIPE");
  }

  /** Whether calls may wait: the guest did not ask for NONBLOCK. */
  get waits(): boolean {
    return (this.flags & Fdflags.NONBLOCK) === 0;
  }

  /** What would wait fails with EAGAIN where the guest asked for it. */
  protected orAgain<T>(result: T | undefined): T | undefined {
    if (result === undefined && !this.waits) fail("AGAIN");
    return result;
  }
}

export class ListenerDescriptor extends SocketDescriptor {
  protected override readonly rights =
    Rights.SOCK_ACCEPT | Rights.POLL_FD_READWRITE | Rights.FD_FDSTAT_SET_FLAGS | Rights.FD_FILESTAT_GET;

  constructor(private readonly listener: Listener) {
    super(0);
  }

  accept(): Connection | undefined {
    return this.orAgain(this.listener.accept());
  }

  override readReadiness(): Readiness | undefined {
    return this.listener.hasConnection() ? { bytes: 1n, hangup: false } : undefined;
  }

  /** Never: there is nothing that a listening socket could be written. */
  override writeReadiness(): undefined {}

  override close(): void {
    this.listener.close();
  }
}

export class ConnectionDescriptor extends SocketDescriptor {
  protected override readonly rights =
    Rights.FD_READ |
    Rights.FD_WRITE |
    Rights.POLL_FD_READWRITE |
    Rights.FD_FDSTAT_SET_FLAGS |
    Rights.FD_FILESTAT_GET |
    Rights.SOCK_SHUTDOWN;

  constructor(
    private readonly connection: Connection,
    flags: number,
  ) {
    super(flags);
  }

  override read(buffers: Uint8Array[], offset?: bigint): number | undefined {
    if (offset !== undefined) fail("SPIPE");
    return this.receive(buffers, false);
  }

  receive(buffers: Uint8Array[], peek: boolean): number | undefined {
    return buffers.length === 0 ? 0 : this.orAgain(this.connection.read(buffers, peek));
  }

  /** Whether all is read that will ever come. */
  get isOver(): boolean {
    return this.connection.available() === 0;
  }

  override write(buffers: Uint8Array[], offset?: bigint): number | undefined {
    if (offset !== undefined) fail("SPIPE");
    return buffers.length === 0 ? 0 : this.orAgain(this.connection.write(buffers));
  }

  shutdown(how: number): void {
    this.connection.shutdown({ read: (how & Sdflags.RD) !== 0, write: (how & Sdflags.WR) !== 0 });
  }

  override readReadiness(): Readiness | undefined {
    const available = this.connection.available();
    return available === undefined ? undefined : { bytes: BigInt(available), hangup: available === 0 };
  }

  override writeReadiness(): Readiness | undefined {
    return this.connection.canWrite() ? { bytes: 1n, hangup: this.connection.isBroken } : undefined;
  }

  override close(): void {
    this.connection.close();
  }
}

export function socketFunctions({ memory, descriptors, sleeper }: Context): Functions {
  const connection = (fd: number): ConnectionDescriptor => {
    const descriptor = descriptors.get(fd);
    if (descriptor instanceof ConnectionDescriptor) return descriptor;
    fail(descriptor instanceof ListenerDescriptor ? "NOTCONN" : "NOTSOCK");
  };

  return {
    sock_accept(fd: number, flags: number, result: number): Outcome {
      const descriptor = descriptors.get(fd);
      if (!(descriptor instanceof SocketDescriptor)) fail("NOTSOCK");
      if (!(descriptor instanceof ListenerDescriptor) || flags & ~Fdflags.NONBLOCK) fail("INVAL");
      memory.check(result, 4);
      descriptors.reserve();
      const look = (): Outcome => {
        const token = sleeper.token();
        const accepted = descriptor.accept();
        if (accepted === undefined) return { token, ms: Infinity, retry: look };
        memory.setU32(result, descriptors.add(new ConnectionDescriptor(accepted, flags)));
      };
      return look();
    },

    sock_recv(fd: number, iovs: number, count: number, flags: number, length: number, outFlags: number): Outcome {
      const descriptor = connection(fd);
      if (flags & ~Riflags.ALL) fail("INVAL");
      memory.check(length, 4);
      memory.check(outFlags, 2);
      const peek = (flags & Riflags.PEEK) !== 0;
      const all = (flags & Riflags.WAITALL) !== 0 && !peek && descriptor.waits;
      let total = 0;
      const receive = (): number | undefined => {
        if (total > 0 && descriptor.isOver) return 0; // an error is for the next call
        return descriptor.receive(without(memory.buffers(iovs, count), total), peek);
      };
      const look = (): Outcome => {
        const token = sleeper.token();
        let taken: number | undefined;
        do {
          taken = receive();
          if (taken === undefined) return { token, ms: Infinity, retry: look };
          total += taken;
        } while (all && taken > 0);
        memory.setU32(length, total);
        memory.setU16(outFlags, 0);
      };
      return look();
    },

    sock_send(fd: number, iovs: number, count: number, flags: number, length: number): Outcome {
      const descriptor = connection(fd);
      if (flags !== 0) fail("INVAL");
      memory.check(length, 4);
      const look = (): Outcome => {
        const token = sleeper.token();
        const sent = descriptor.write(memory.buffers(iovs, count));
        if (sent === undefined) return { token, ms: Infinity, retry: look };
        memory.setU32(length, sent);
      };
      return look();
    },

    sock_shutdown(fd: number, how: number) {
      const descriptor = connection(fd);
      if (how === 0 || how & ~Sdflags.ALL) fail("INVAL");
      descriptor.shutdown(how);
    },
  };
}
