import { HttpError, Request } from "as-pollen/http";
import { JsonError, JsonReader, quoted } from "./json";

/** One thing to do. */
export class Item {
  id: i32 = 0;
  text: string = "";
  done: bool = false;

  /** Throws a `JsonError` if it is none. */
  static read(json: JsonReader): Item {
    const item = new Item();
    json.object((key) => {
      if (key == "id") item.id = <i32>json.number();
      else if (key == "text") item.text = json.string().trim();
      else if (key == "done") item.done = json.bool();
      else json.skip();
    });
    return item;
  }

  toString(): string { return `{"id":${this.id},"text":${quoted(this.text)},"done":${this.done}}`; }
}

const MAX_TEXT = 1000;

/** The item that a request brings. Rejected with an `HttpError` if it is none. */
export async function itemOf(request: Request): Promise<Item> {
  const type = request.headers.get("content-type");
  if (type === null || !type.startsWith("application/json")) throw new HttpError(415, "application/json expected");
  const item = parsed(await request.text());
  if (!item.text.length || item.text.length > MAX_TEXT) throw new HttpError(422, `text: 1 to ${MAX_TEXT} characters`);
  return item;
}

function parsed(text: string): Item {
  try {
    const json = new JsonReader(text), item = Item.read(json);
    json.end();
    return item;
  } catch (e) {
    if (e instanceof JsonError) throw new HttpError(400, e.message);
    throw e;
  }
}

/** Items as JSON, and back. `read` throws a `JsonError`. */
export function listOf(items: Item[]): string { return `[${items.join(",")}]`; }
export function readList(text: string): Item[] {
  const json = new JsonReader(text), items: Item[] = [];
  json.array(() => { items.push(Item.read(json)); });
  json.end();
  return items;
}
