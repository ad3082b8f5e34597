// Status lines (RFC 9112 4), and what statuses are called (RFC 9110 15).

// @ts-ignore: decorator
@inline const FIRST: i32 = 200;
// @ts-ignore: decorator
@inline const END: i32 = 600;

/** The lines of statuses with their usual names, by status from `FIRST` on; made when they are first sent. */
// @ts-ignore: decorator
@lazy const lines = new StaticArray<string | null>(END - FIRST);

/** The first line of a response with a status of 200 to 599 and its usual name, with its CRLF. */
export function statusLine(status: i32): string {
  let line = lines[status - FIRST];
  if (line === null) lines[status - FIRST] = line = lineOf(status, reasonPhrase(status));
  return line;
}

/** The first line of a response, with its CRLF. */
export function lineOf(status: i32, reason: string): string { return `HTTP/1.1 ${status} ${reason}\r\n`; }

/** The usual name of a status; "" for those that have none. */
function reasonPhrase(status: i32): string {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 426: return "Upgrade Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    default: return "";
  }
}
