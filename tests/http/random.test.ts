// Random requests, valid and damaged, and what Node's own parser makes of them. Where the two disagree the lists below say
// why; SEED and RUNS in the environment try others.

import fc from "fast-check";
import { expect, test } from "vitest";
import { type Seen, seenByNode } from "./node_parser.js";
import { compileParser, type Parsed } from "./parser.js";
import { connections } from "./random_requests.js";

/** What Node takes, and this parser refuses: with which message, and why. */
const stricter: Record<string, string> = {
  "The request line is not valid": "Node takes a line without a version for HTTP/0.9 (RFC 9112 3)",
  "The request line ends with a bare LF": "the same: Node takes the LF for its end (RFC 9112 2.2)",
  "The request target is not valid": "a fragment, '*' without OPTIONS, another scheme, user information (RFC 9112 3.2)",
  "Host is not valid": "Node does not look at it (RFC 9112 3.2: 400)",
  "Host is missing": "Node answers 400 as well, but goes on with the connection",
  "Host is there twice": "Node takes the first one (RFC 9112 3.2: 400)",
  "HTTP/1.0 has no Transfer-Encoding": "framing is then faulty (RFC 9112 6.1)",
  "No transfer coding but chunked is implemented":
    "Node passes the coded body on as if it were plain (RFC 9112 6.1: 501)",
  "Transfer-Encoding is not valid":
    "an element of the list is empty, or chunked is there twice (RFC 9112 6.1, 9110 5.6.1)",
  "The last transfer coding is not chunked": "its end cannot be told (RFC 9112 6.3: 400)",
  "Content-Type is there twice": "it has one value (RFC 9110 8.3)",
  "Content-Length is there twice": "Node takes the first one of equals (RFC 9112 6.3 allows for both)",
  "The connection ended within the head": "Node does not tell",
};

/** What Node refuses, and this parser takes: with which code, and why. */
const laxer: Record<string, string> = {
  HPE_INVALID_METHOD: "Node knows a list of methods; any token is one (RFC 9110 9.1)",
  HPE_STRICT: "blanks in chunk extensions, which a recipient must parse (RFC 9112 7.1.1)",
  HPE_INVALID_CHUNK_SIZE: "the same",
};

const seed = Number(process.env.SEED ?? 1);
const runs = Number(process.env.RUNS ?? 500);

test(`what is no disagreement with a reason is none: seed ${seed}`, async () => {
  const parse = await compileParser();
  const inputs = fc.sample(connections, { numRuns: runs, seed });
  const parsed = parse(inputs.map((bytes, i) => ({ bytes, atOnce: i % 5 })));
  let agreed = 0;
  for (const [i, bytes] of inputs.entries()) {
    const [own, node] = [parsed[i] as Parsed, await seenByNode(bytes)];
    const difference = compare(own, node);
    if (difference === null) agreed++;
    else if (!(difference in stricter) && !(difference in laxer)) {
      expect.fail(
        `${difference}\n${JSON.stringify(bytes.toString("latin1"))}\n${JSON.stringify({ own, node }, null, 2)}`,
      );
    }
  }
  expect(agreed).toBeGreaterThan(runs / 2);
});

/** Null, or the message or code of the one that refuses what the other one takes. */
function compare(own: Parsed, node: Seen): string | null {
  const requests = own.requests.map(({ keepAlive: _, trailers: __, ...request }) => request);
  const both = Math.min(requests.length, node.requests.length);
  const [ours, theirs] = [requests, node.requests].map((list) => JSON.stringify(list.slice(0, both)));
  if (ours !== theirs) return "they read different requests";
  // What comes behind a request that closes the connection does not count; Node keeps some of those open (RFC 9112 9.3).
  const hasClosed = own.requests.at(-1)?.keepAlive === false && !own.error;
  if (requests.length < node.requests.length) return hasClosed ? null : (own.error?.message ?? "the rest is not read");
  const refusal = node.error === "HPE_CLOSED_CONNECTION" ? null : node.error;
  if (requests.length > node.requests.length) return refusal ?? "Node does not read the rest";
  if (own.error && !refusal) return own.error.message;
  if (refusal && !own.error && !hasClosed) return refusal;
  return null;
}
