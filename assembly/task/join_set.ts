import { takeDirect } from "../core/frame";
import { STATUS, Status } from "../core/layout";
import { Promise } from "../core/promise";
import { firstOf, react } from "../core/reaction";
import { PromiseBase } from "../core/settle";
import { handled } from "./call";
import { spawn, Task } from "./task";

/**
 * Tasks whose results are taken in the order in which they end. After tokio's.
 * @example
 * const pages = new JoinSet<string>();
 * for (const url of urls) pages.spawn(() => load(url));
 * for await (const page of pages) console.log(page);
 */
export class JoinSet<T> {
  private readonly running: Task<T>[] = [];
  private readonly ended: Task<T>[] = [];
  private news: PromiseWithResolvers<void> | null = null;

  /** How many of its tasks have not been taken by `next`. */
  get length(): i32 { return this.running.length + this.ended.length; }

  /** Starts a task: see `spawn`. Its failure is reported by `next`. */
  spawn(f: () => Promise<T>, name: string = ""): Task<T> {
    const task = spawn<() => Promise<T>>(f, name);
    const note = (reaction: usize, source: usize): void => {
      changetype<JoinSet<T>>(firstOf(reaction)).noteEnd(changetype<Task<T>>(source));
    };
    this.running.push(task);
    react(changetype<usize>(task), note.index, changetype<usize>(this), 0);
    return task;
  }

  private noteEnd(task: Task<T>): void {
    this.running.splice(this.running.indexOf(task), 1);
    this.ended.push(task);
    const news = this.news;
    this.news = null;
    if (news !== null) news.resolve();
  }

  /**
   * The value of the task that ended first, of those that were not taken yet; the end once there are none. Rejected as
   * that task is; the next call goes on with the one that ended after it.
   */
  async next(): Promise<IteratorResult<T>> {
    while (!this.ended.length) {
      if (!this.running.length) return { done: true };
      let news = this.news;
      if (news === null) this.news = news = new PromiseWithResolvers<void>();
      await news.promise;
    }
    return { value: await this.ended.shift(), done: false };
  }

  /** Cancels those of its tasks that have not ended. They are still to be taken. */
  cancelAll(reason: string = ""): void {
    for (let i = 0; i < this.running.length; i++) this.running[i].cancel(reason);
  }

  /** It is its own iterator, for `for await`. */
  [Symbol.asyncIterator](): JoinSet<T> { return this; }
}
