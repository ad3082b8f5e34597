// Files that a browser keeps for a page: the origin private file system, and folders that the user has picked.
//
// A browser answers by promises, a guest's calls need their answers at once. So the tree is in memory while a program uses
// it, and what has changed since it was last saved is written back:
//
//   handle ──openStorage()──▶ Folder, RegularFile (memory-nodes.ts) ◀── guest
//      ▲                                 │
//      └───────────── save() ────────────┘   what was removed, then what is new or has another version
//
// https://fs.spec.whatwg.org

import { WasiError } from "../wasi/errno.js";
import type { Directory } from "../wasi/files.js";
import { DEFAULT_CAPACITY, MemoryDirectory, type MemoryOptions } from "../wasi/memory-files.js";
import { Folder, Link, RegularFile, Volume } from "../wasi/memory-nodes.js";

/** What is stored under a path, and which version of it. */
interface Saved {
  readonly entry: Folder | RegularFile;
  readonly version: number;
}

/** Stored files as a directory for a program. */
export class StoredDirectory {
  /** For `preopens` of a host that does not know about saving. */
  readonly directory: Directory;
  readonly #handle: FileSystemDirectoryHandle;
  readonly #root: Folder;
  #saved = new Map<string, Saved>();
  #saving: Promise<void> = Promise.resolve();

  private constructor(handle: FileSystemDirectoryHandle, root: Folder) {
    this.#handle = handle;
    this.#root = root;
    this.directory = MemoryDirectory.over(root);
  }

  /** Reads what is stored. */
  static async open(handle: FileSystemDirectoryHandle, capacity: number): Promise<StoredDirectory> {
    const root = new Folder(new Volume(capacity));
    try {
      await load(handle, root);
    } catch (error) {
      if (!(error instanceof WasiError)) throw error;
      throw new RangeError(`the stored files are larger than the capacity of ${capacity} bytes`);
    }
    const stored = new StoredDirectory(handle, root);
    stored.#saved = stored.#present();
    return stored;
  }

  /**
   * Writes what has changed since the last time. `run` does so when the program has ended; a page may, while it runs.
   * Rejected as the browser's own calls are: a `QuotaExceededError`, for one. What failed is tried again the next time.
   */
  save(): Promise<void> {
    this.#saving = this.#saving.catch(() => {}).then(() => this.#save());
    return this.#saving;
  }

  async #save(): Promise<void> {
    const present = this.#present();
    for (const [path, { entry }] of this.#saved) {
      if (isFolder(present.get(path)?.entry) === isFolder(entry)) continue;
      await this.#remove(path);
      this.#saved.delete(path);
    }
    for (const [path, { entry, version }] of present) {
      const saved = this.#saved.get(path);
      const [folder, name] = [parentOf(path), nameOf(path)];
      if (entry instanceof Folder) {
        if (saved === undefined) await (await this.#at(folder)).getDirectoryHandle(name, { create: true });
      } else if (saved?.entry !== entry || saved.version !== version) {
        await write(await (await this.#at(folder)).getFileHandle(name, { create: true }), entry.bytes.slice());
      }
      this.#saved.set(path, { entry, version });
    }
  }

  /** Everything that is in memory, folders before what they hold. Symbolic links cannot be stored. */
  #present(): Map<string, Saved> {
    const found = new Map<string, Saved>();
    const visit = (folder: Folder, before: string) => {
      for (const [name, entry] of folder.entries) {
        if (entry instanceof Link) continue;
        found.set(before + name, { entry, version: entry.version });
        if (entry instanceof Folder) visit(entry, `${before}${name}/`);
      }
    };
    visit(this.#root, "");
    return found;
  }

  /** The folder of a path, which is stored already. */
  async #at(path: string): Promise<FileSystemDirectoryHandle> {
    let handle = this.#handle;
    for (const name of path === "" ? [] : path.split("/")) handle = await handle.getDirectoryHandle(name);
    return handle;
  }

  /** Removes a path with all that is below, if it is still there. */
  async #remove(path: string): Promise<void> {
    try {
      await (await this.#at(parentOf(path))).removeEntry(nameOf(path), { recursive: true });
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "NotFoundError")) throw error;
    }
  }
}

/**
 * Opens stored files for a program.
 *
 * ```ts
 * const data = await openStorage();
 * await run("service.wasm", { preopens: { "/data": data } });
 * ```
 * @param handle the page's own file system by default (OPFS); or a folder in it, or one that the user has picked
 * @param options `capacity`: bytes that all files together may hold (default: 256 MiB)
 * Rejected when the browser has no such file system, and when what is stored is larger than `capacity`.
 */
export async function openStorage(
  handle?: FileSystemDirectoryHandle,
  options: MemoryOptions = {},
): Promise<StoredDirectory> {
  const root = handle ?? (await navigator.storage.getDirectory());
  return StoredDirectory.open(root, options.capacity ?? DEFAULT_CAPACITY);
}

async function load(handle: FileSystemDirectoryHandle, folder: Folder): Promise<void> {
  for await (const child of handle.values()) {
    if (child.kind === "directory") {
      const inner = new Folder(folder.volume);
      folder.add(child.name, inner);
      await load(child as FileSystemDirectoryHandle, inner);
    } else {
      const file = await (child as FileSystemFileHandle).getFile();
      const entry = new RegularFile(folder.volume, new Uint8Array(await file.arrayBuffer()));
      entry.mtim = BigInt(file.lastModified) * 1_000_000n;
      folder.add(child.name, entry);
    }
  }
}

/** A file that is open in a worker; TypeScript has it among the types of workers only. */
interface SyncAccessHandle {
  truncate(size: number): void;
  write(bytes: Uint8Array, at: { at: number }): number;
  flush(): void;
  close(): void;
}

interface StoredFile {
  createWritable?: FileSystemFileHandle["createWritable"];
  createSyncAccessHandle?(): Promise<SyncAccessHandle>;
}

/** Replaces the contents: in one step, or in place where a browser can do only that, and in workers only. */
async function write(handle: FileSystemFileHandle, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const file: StoredFile = handle;
  if (file.createWritable) {
    const stream = await file.createWritable();
    await stream.write(bytes);
    await stream.close();
  } else if (file.createSyncAccessHandle) {
    const opened = await file.createSyncAccessHandle();
    try {
      opened.truncate(0);
      opened.write(bytes, { at: 0 });
      opened.flush();
    } finally {
      opened.close();
    }
  } else throw new Error("this browser writes to its storage in workers only: run the program in a worker");
}

function isFolder(entry: Folder | RegularFile | undefined): boolean | undefined {
  return entry && entry instanceof Folder;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
