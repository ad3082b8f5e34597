// What Prometheus asks for, in its text format.
import { Handler, HttpError, Request, Response } from "as-pollen/http";
import { Store } from "./store";

const METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE"];
/** Upper bounds of the histogram, in milliseconds. */
const BOUNDS: f64[] = [1, 5, 10, 50, 100, 500, 1000, 5000];

/** Counts what another handler does, and answers `/metrics`. */
export class Metrics extends Handler {
  private readonly requests: Map<string, i32> = new Map<string, i32>();
  private readonly buckets: StaticArray<i32> = new StaticArray<i32>(BOUNDS.length);
  private count: i32 = 0;
  private seconds: f64 = 0;
  private running: i32 = 0;

  constructor(private readonly next: Handler, private readonly store: Store) { super(); }

  async handle(request: Request): Promise<Response> {
    if (request.path == "/metrics") return Response.text(this.text(), 200, "text/plain; version=0.0.4");
    const began = performance.now();
    let status = 500;
    this.running++;
    try {
      const response = await this.next.handle(request);
      status = response.status;
      return response;
    } catch (e) {
      if (e instanceof HttpError) status = e.status;
      throw e;
    } finally {
      this.running--;
      this.add(request.method, status, performance.now() - began);
    }
  }

  private add(method: string, status: i32, ms: f64): void {
    const known = METHODS.includes(method) ? method : "other"; // or else clients could make up any number of series
    const labels = `method="${known}",status="${status}"`;
    this.requests.set(labels, this.requests.has(labels) ? this.requests.get(labels) + 1 : 1);
    this.count++;
    this.seconds += ms / 1000;
    for (let i = 0; i < BOUNDS.length; i++) if (ms <= BOUNDS[i]) this.buckets[i]++;
  }

  private text(): string {
    let text = "# TYPE http_requests_total counter\n";
    for (const [labels, count] of this.requests) text += `http_requests_total{${labels}} ${count}\n`;
    text += "# TYPE http_request_duration_seconds histogram\n";
    for (let i = 0; i < BOUNDS.length; i++) {
      text += `http_request_duration_seconds_bucket{le="${BOUNDS[i] / 1000}"} ${this.buckets[i]}\n`;
    }
    text += `http_request_duration_seconds_bucket{le="+Inf"} ${this.count}\n`;
    text += `http_request_duration_seconds_sum ${this.seconds}\nhttp_request_duration_seconds_count ${this.count}\n`;
    return text
      + gauge("http_requests_in_flight", this.running)
      + gauge("todo_items", this.store.size)
      + gauge("todo_listeners", this.store.changes.subscribers)
      + gauge("wasm_memory_bytes", <f64>memory.size() * 65536);
  }
}

function gauge(name: string, value: f64): string { return `# TYPE ${name} gauge\n${name} ${value}\n`; }
