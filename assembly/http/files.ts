// Static files.
import { IOError } from "../io/error";
import { File } from "../io/file";
import { Body } from "./body";
import { httpDate } from "./date";
import { Handler } from "./handler";
import { mediaType } from "./media_types";
import { decodedSegments } from "./percent";
import { Request } from "./request";
import { Response } from "./response";

/** A file as a body: read piece by piece, closed at its end or when it is cancelled. */
class FileBody extends Body {
  private isOpen: bool = true;

  constructor(private readonly file: File, private left: i64) { super(); }

  get size(): i64 { return this.left; }

  async read(bytes: Uint8Array): Promise<i32> {
    const count = this.left ? await this.file.read(bytes) : 0;
    this.left -= min<i64>(count, this.left);
    if (!count || !this.left) await this.cancel();
    return count;
  }

  async cancel(): Promise<void> {
    if (!this.isOpen) return;
    this.isOpen = false;
    await this.file.close();
  }
}

/**
 * Serves the files of a directory. In a router its path ends with "*": `router.all("/static/*", new Files("/public"))`.
 * Answers GET and HEAD; "index.html" stands for a directory whose path ends with "/". A path never leads out of the
 * directory: segments that are empty, "." or "..", or hold a slash, a backslash or NUL, are not found. Links inside are followed as
 * far as the host lets them.
 */
export class Files extends Handler {
  /** @param root path of the directory, below one that the program was given (`--dir`) */
  constructor(private readonly root: string) { super(); }

  async handle(request: Request): Promise<Response> {
    if (request.method != "GET" && request.method != "HEAD") {
      const refused = Response.text("Method Not Allowed\n", 405);
      refused.headers.set("Allow", "GET, HEAD");
      return refused;
    }
    const path = this.pathOf(request);
    if (path === null) return notFound();
    try {
      return await answerWith(path, request);
    } catch (e) {
      if (e instanceof IOError && ABSENT.includes((e as IOError).code)) return notFound();
      throw e;
    }
  }

  /** Where the file lies; null if the path is none of this directory. */
  private pathOf(request: Request): string | null {
    const params = request.params;
    const segments = params.has("*") ? params.get("*").split("/") : decodedSegments(request.path).join("/").split("/");
    const last = segments.length - 1;
    if (!segments[last].length) segments[last] = "index.html";
    for (let i = 0; i <= last; i++) {
      const segment = segments[i];
      if (!segment.length || segment == "." || segment == ".." || segment.includes("\\") || segment.includes("\0")) return null;
    }
    return this.root + "/" + segments.join("/");
  }
}

async function answerWith(path: string, request: Request): Promise<Response> {
  const file = await File.open(path), stat = await file.stat();
  if (!stat.isFile) {
    await file.close();
    return notFound();
  }
  const modified = httpDate(stat.mtimeMs), since = request.headers.get("if-modified-since");
  const isKnown = since !== null && since == modified;
  if (isKnown) await file.close();
  const response = isKnown ? new Response(null, 304) : new Response(new FileBody(file, stat.size));
  if (!isKnown) response.headers.set("Content-Type", mediaType(path));
  response.headers.set("Last-Modified", modified);
  return response;
}

function notFound(): Response { return Response.text("Not Found\n", 404); }

/** Errors of paths that lead nowhere, or out of what the program was given. */
// @ts-ignore: decorator
@lazy const ABSENT: string[] = [
  "ENOENT", "ENOTDIR", "EISDIR", "ENAMETOOLONG", "ENOTCAPABLE", "EPERM", "ELOOP", "EILSEQ", "EINVAL",
];
