// Random requests, most of them valid, and some of those damaged.

import fc from "fast-check";

const crlf = "\r\n";
const pick = (...values: string[]) => fc.constantFrom(...values);
const token = fc.string({ unit: fc.constantFrom(..."abcXYZ019-_!#$%&'*+.^`|~"), minLength: 1, maxLength: 8 });
const text = fc.string({ unit: fc.constantFrom(...'ab 1\t,;="\\/(){}\x80\xff:'), maxLength: 12 });
const blank = pick("", "", " ", "  ", "\t");

const method = pick("GET", "GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH");
const target = pick("/", "/a?b=c", "/%41/..;x", '/[]|"<>', "http://h/a", "http://h:80?x", "*", "/a#b", "a", "//", "/~");
const version = pick("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0");
const host = pick("a", "a", "a:80", "[::1]:1", "", "a b", "a,b", "x@y");
const connection = pick("close", "keep-alive", "Close", "x, close", "keep-alive, x");

const field = fc.oneof(
  fc.tuple(token, blank, text, blank).map(([name, before, value, behind]) => `${name}:${before}${value}${behind}`),
  connection.map((value) => `Connection: ${value}`),
);

const chunk = fc
  .tuple(
    fc.string({ minLength: 1, maxLength: 20 }),
    pick("", "", "", ";a", ";a=b", '; a = "b;\\"c"', " ;x"),
    fc.boolean(),
  )
  .map(([data, extension, padded]) => {
    const bytes = Buffer.from(data, "latin1");
    const size = bytes.length.toString(16);
    return `${padded ? size.toUpperCase().padStart(4, "0") : size}${extension}${crlf}${bytes.toString("latin1")}${crlf}`;
  });

/** Fields that frame a body, and the body. */
const framed = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ fields: [] as string[], body: "" }) },
  {
    weight: 3,
    arbitrary: fc.string({ maxLength: 20 }).map((data) => {
      const body = Buffer.from(data, "latin1").toString("latin1");
      return { fields: [`Content-Length: ${body.length}`], body };
    }),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.array(chunk, { maxLength: 3 }),
        fc.array(
          token.map((name) => `${name}: x${crlf}`),
          { maxLength: 2 },
        ),
      )
      .map(([chunks, trailers]) => ({
        fields: ["Transfer-Encoding: chunked"],
        body: `${chunks.join("")}0${crlf}${trailers.join("")}${crlf}`,
      })),
  },
  {
    weight: 1,
    arbitrary: fc
      .uniqueArray(
        pick(
          ...[
            "Content-Length: 1",
            "Content-Length: 2",
            "Content-Length: 1, 1",
            "Content-Length: +1",
            "Content-Length: 01",
          ],
          ...["Transfer-Encoding: chunked", "transfer-encoding: CHUNKED", "Transfer-Encoding: gzip, chunked"],
          ...["Transfer-Encoding: chunked, gzip", "Transfer-Encoding: identity", "Transfer-Encoding: x\tchunked"],
        ),
        { minLength: 1, maxLength: 2 },
      )
      .map((fields) => ({ fields, body: `1${crlf}a${crlf}0${crlf}${crlf}` })),
  },
);

const request = fc
  .record({
    method,
    target,
    version,
    host: fc.option(host, { freq: 12, nil: null }),
    others: fc.array(field, { maxLength: 3 }),
    framed,
  })
  .map(({ method, target, version, host, others, framed }) => {
    const fields = [...(host === null ? [] : [`Host: ${host}`]), ...others, ...framed.fields];
    return `${method} ${target} ${version}${crlf}${fields.map((line) => line + crlf).join("")}${crlf}${framed.body}`;
  });

/** One byte more, one less, or another one. */
const damage = fc.record({
  at: fc.nat(),
  kind: pick("insert", "delete", "replace", "double"),
  byte: fc.constantFrom(...'\r\n \t\0:;,=/?#0159aZ\x7f\x80\xff-+_"'),
});

function damaged(text: string, { at, kind, byte }: { at: number; kind: string; byte: string }): string {
  const place = at % (text.length + 1);
  const [before, behind] = [text.slice(0, place), text.slice(place)];
  if (kind === "insert") return before + byte + behind;
  if (kind === "delete") return before + behind.slice(1);
  if (kind === "replace") return before + byte + behind.slice(1);
  return before + behind.slice(0, 1) + behind;
}

/** Bytes that come in on a connection: a request or several, in the half of all cases with damage. */
export const connections: fc.Arbitrary<Buffer> = fc
  .tuple(fc.array(request, { minLength: 1, maxLength: 3 }), fc.array(damage, { maxLength: 2 }))
  .map(([requests, damages]) => Buffer.from(damages.reduce(damaged, requests.join("")), "latin1"));
