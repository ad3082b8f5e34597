// Media types of files, by the ends of their names.

/** The type of a file: that of its name, else that of any bytes. */
export function mediaType(path: string): string {
  const name = path.substring(path.lastIndexOf("/") + 1), dot = name.lastIndexOf(".");
  const end = dot < 0 ? "" : name.substring(dot + 1).toLowerCase();
  if (end == "html" || end == "htm") return "text/html;charset=utf-8";
  if (end == "css") return "text/css;charset=utf-8";
  if (end == "js" || end == "mjs") return "text/javascript;charset=utf-8";
  if (end == "txt" || end == "md") return "text/plain;charset=utf-8";
  if (end == "json" || end == "map") return "application/json";
  if (end == "wasm") return "application/wasm";
  if (end == "pdf") return "application/pdf";
  if (end == "xml") return "application/xml";
  if (end == "svg") return "image/svg+xml";
  if (end == "png") return "image/png";
  if (end == "jpg" || end == "jpeg") return "image/jpeg";
  if (end == "gif") return "image/gif";
  if (end == "webp") return "image/webp";
  if (end == "ico") return "image/vnd.microsoft.icon";
  if (end == "woff2") return "font/woff2";
  if (end == "mp4") return "video/mp4";
  return "application/octet-stream";
}
