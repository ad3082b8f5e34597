// Where a guest opens isolates: a directory of the name that assembly/isolate/host.ts knows, which has nothing else in it.

import { Fdflags, Filetype } from "../wasi/abi.js";
import type { Sleeper } from "../wasi/context.js";
import type { Descriptor } from "../wasi/descriptors.js";
import { fail } from "../wasi/errno.js";
import { DirectoryDescriptor, FileDescriptor, type OpenFile, type OpenOptions } from "../wasi/files.js";
import { MemoryDirectory } from "../wasi/memory-files.js";
import { ReadOnly } from "../wasi/read-only.js";
import { type Connection, ConnectionDescriptor } from "../wasi/sockets.js";
import type { Output } from "../wasi/stdio.js";
import { IsolateLink, type IsolateThread } from "./isolate-link.js";
import { Loading } from "./loading.js";
import type { ParentLink } from "./parent-link.js";
import type { Quota } from "./quota.js";

const NAME = "pollen:isolates";
const SECTION = "pollen.isolates";
const VERSION = 1;
/** The largest module that a guest may load, in bytes. */
const LARGEST_MODULE = 64 * 1024 * 1024;

/** How an instance was started by another: by `Isolate.spawn`, or by `Isolate.load`. */
export type Kind = "entry" | "parent";

export interface IsolatesOptions {
  /** Where isolates print. */
  readonly stdout: Output;
  readonly stderr: Output;
  readonly quota: Quota;
  /** In an isolate. */
  readonly parent?: { readonly link: ParentLink; readonly kind: Kind } | undefined;
  /** Is called whenever the guest should look again. */
  notify(): void;
  /** Starts a thread, with the same module where no bytes of another are given. */
  start(kind: Kind, bytes?: Uint8Array<ArrayBuffer>): IsolateThread;
}

/** Whether a module asks for isolates, and means by that what this host does. */
export function asksForIsolates(module: WebAssembly.Module): boolean {
  const [section] = WebAssembly.Module.customSections(module, SECTION);
  return section !== undefined && new Uint8Array(section)[0] === VERSION;
}

export class Isolates extends DirectoryDescriptor {
  readonly #options: IsolatesOptions;
  readonly #links = new Set<IsolateLink>();

  constructor(options: IsolatesOptions) {
    super(new ReadOnly(MemoryDirectory.of({})), NAME);
    this.#options = options;
  }

  override open(path: string, options: OpenOptions, flags: number): Descriptor {
    const { parent } = this.#options;
    if (parent && path === "failure") return new FileDescriptor(failureFile(parent.link), options, flags);
    return new ConnectionDescriptor(this.#connect(path), flags & Fdflags.NONBLOCK);
  }

  /** Takes what isolates have said, where no event does so. */
  look(): void {
    for (const link of this.#links) link.look();
  }

  /** Ends all isolates. */
  override close(): void {
    for (const link of this.#links) link.close();
  }

  #connect(path: string): Connection {
    const { parent } = this.#options;
    const [, length] = /^load\/(\d{1,9})$/.exec(path) ?? [];
    if (path === "spawn") return this.#start("entry");
    if (length !== undefined && Number(length) <= LARGEST_MODULE) {
      return new Loading(Number(length), (bytes) => this.#start("parent", bytes));
    }
    if (parent && path === parent.kind) return parent.link.take() ? parent.link : fail("BUSY");
    fail("NOENT");
  }

  #start(kind: Kind, bytes?: Uint8Array<ArrayBuffer>): IsolateLink {
    const { quota, stdout, stderr, notify, start } = this.#options;
    quota.take();
    const ended = () => {
      quota.release();
      this.#links.delete(link);
    };
    const link: IsolateLink = new IsolateLink(start(kind, bytes), { stdout, stderr, notify, ended });
    this.#links.add(link);
    return link;
  }
}

/** Whoever looks for what has happened also takes what isolates have said. */
export function looking(sleeper: Sleeper, isolates: Isolates): Sleeper {
  return {
    token() {
      const token = sleeper.token(); // first: what comes from now on wakes
      isolates.look();
      return token;
    },
    wait: (token, timeoutMs) => sleeper.wait(token, timeoutMs),
    breathe: () => sleeper.breathe?.(),
  };
}

/** Where a guest writes what ends it. */
function failureFile(parent: ParentLink): OpenFile {
  const unsupported = () => fail("NOTSUP");
  const write = (buffers: readonly Uint8Array[]) => parent.setReason(buffers);
  const filetype = Filetype.CHARACTER_DEVICE;
  return {
    filetype,
    read: unsupported,
    write,
    append: write,
    stat: () => ({ dev: 0n, ino: 0n, filetype, nlink: 1n, size: 0n, atim: 0n, mtim: 0n, ctim: 0n }),
    setSize: unsupported,
    setTimes: unsupported,
    sync: unsupported,
    close() {},
  };
}
