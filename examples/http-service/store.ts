// The items: in memory, and in a file if there is one. Whoever changes them awaits that the change is safe on the disk.
import { Broadcast, File, IOError, Mutex, Once, readTextFile, rename } from "as-pollen";
import { ServerSentEvent } from "as-pollen/http";
import { Item, listOf, readList } from "./item";

/** How many changes are kept for subscribers that are slow. */
const KEPT_CHANGES = 256;

export class Store {
  /** What has happened, as browsers are told of it. */
  readonly changes: Broadcast<ServerSentEvent> = new Broadcast<ServerSentEvent>(KEPT_CHANGES);
  private readonly items: Map<i32, Item> = new Map<i32, Item>();
  private readonly loading: Once<i32> = new Once<i32>(() => this.read());
  private readonly writing: Mutex = new Mutex();
  private lastId: i32 = 0;
  /** Number of changes, and how many of them are in the file. */
  private version: i32 = 0;
  private written: i32 = 0;

  /** @param path of the file; "" for none: all is lost then when the program ends */
  constructor(private readonly path: string) {}

  get size(): i32 { return this.items.size; }

  /** Reads the file, the first time that it is called. Rejected with an `IOError`, or a `JsonError` if it is damaged. */
  async load(): Promise<void> { await this.loading.get(); }

  all(): Item[] { return this.items.values(); }

  get(id: i32): Item | null { return this.items.has(id) ? this.items.get(id) : null; }

  /** Adds an item, under an id of its own. */
  async add(item: Item): Promise<Item> {
    item.id = ++this.lastId;
    return this.put(item);
  }

  async put(item: Item): Promise<Item> {
    this.items.set(item.id, item);
    await this.save();
    this.tell("put", item.toString());
    return item;
  }

  async delete(id: i32): Promise<void> {
    this.items.delete(id);
    await this.save();
    this.tell("delete", id.toString());
  }

  private tell(event: string, data: string): void {
    if (!this.changes.isClosed) this.changes.send(new ServerSentEvent(data, event));
  }

  private async read(): Promise<i32> {
    if (!this.path.length) return 0;
    let text = "[]";
    try {
      text = await readTextFile(this.path);
    } catch (e) {
      if (!(e instanceof IOError) || e.code != "ENOENT") throw e;
    }
    for (const item of readList(text)) {
      this.items.set(item.id, item);
      this.lastId = max(this.lastId, item.id);
    }
    return this.size;
  }

  /** Writes all items. Changes that are made while the disk is at work are written together. */
  private async save(): Promise<void> {
    const own = ++this.version;
    if (!this.path.length) return;
    await this.writing.run(async () => {
      if (this.written >= own) return;
      const latest = this.version;
      await replaceFile(this.path, listOf(this.all()));
      this.written = latest;
    });
  }
}

/** Writes a file so that a crash at any moment leaves the old one or the new one, whole. */
async function replaceFile(path: string, text: string): Promise<void> {
  const file = await File.open(path + ".new", "w");
  try {
    await file.write(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(path + ".new", path);
}
