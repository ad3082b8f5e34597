// Asks a server by Node's own client.

import { type IncomingMessage, type RequestOptions, request } from "node:http";

export interface Answer {
  status: number | undefined;
  headers: IncomingMessage["headers"];
  text: string;
}

export function ask(options: RequestOptions, body?: Uint8Array | string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", ...options }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part) => {
        text += part;
      });
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
