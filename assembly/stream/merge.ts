import { Inbox } from "./inbox";

/** Values in the order in which they come. A source is asked again once its last value was taken. */
export async function* merge<T>(sources: AsyncGenerator<T>[]): AsyncGenerator<T> {
  const inbox = new Inbox<T>();
  let left = sources.length;
  try {
    for (const source of sources) inbox.ask(source);
    while (left) {
      const arrival = await inbox.take();
      const result = arrival.result!;
      if (result.done) left--;
      else {
        yield result.value;
        inbox.ask(arrival.source);
      }
    }
  } finally {
    const closed: Promise<IteratorResult<T>>[] = [];
    for (const source of sources) closed.push(source.return());
    await Promise.all<IteratorResult<T>>(closed);
  }
}
