// The requests that gunicorn is tested with, valid and invalid ones. What differs is listed, with the reason.

import { beforeAll, describe, expect, test } from "vitest";
import { type Expected, type GunicornCase, gunicornCases } from "./gunicorn.js";
import { type Case, compileParser, type Parsed, type Parser } from "./parser.js";

const reasons = {
  coding: "chunked is the only coding that is implemented, and others are answered with 501 (RFC 9112 6.1)",
  fragment: "a request target has no fragment (RFC 9112 3.2)",
  spaces: "no blanks in front of a colon (RFC 9112 5.1); gunicorn was told to strip them",
  folding: "no folded lines (RFC 9112 5.2); gunicorn was told to take them",
  short: "the connection ends within the body, which gunicorn passes on (RFC 9112 8)",
  proxy: "the PROXY protocol, which gunicorn was told to expect, is another protocol in front of HTTP",
  user: "user information in a target is an error (RFC 9110 4.2.4)",
  tunnel: "CONNECT, the method of proxies, is answered with 501 (RFC 9110 9.1)",
};

/** What gunicorn takes and this parser refuses: with which status, and why. */
const refused: Record<string, [status: number, reason: string]> = {
  "valid/005": [400, reasons.fragment],
  "valid/025": [501, reasons.coding],
  "valid/025_line": [501, reasons.coding],
  "valid/028": [400, reasons.spaces],
  "valid/029": [501, reasons.coding],
  "valid/030": [501, reasons.coding],
  "valid/099": [400, reasons.short],
  "valid/compat_obs_fold": [400, reasons.folding],
  "valid/compat_obs_fold_huge": [400, reasons.folding],
  "valid/pp_01": [400, reasons.proxy],
  "valid/pp_02": [400, reasons.proxy],
  "valid/pp_04": [400, reasons.proxy],
  "valid/pp_05": [400, reasons.proxy],
  "valid/rfc9112_smuggle_gzip_chunked_01": [501, reasons.coding],
  "valid/rfc9112_smuggle_te_identity_chunked_01": [501, reasons.coding],
  "valid/rfc9112_target_absolute_userinfo_01": [400, reasons.user],
  "valid/rfc9112_target_authority_connect_01": [501, reasons.tunnel],
  "valid/rfc9112_target_authority_ipv6_01": [501, reasons.tunnel],
};

/** What gunicorn and this parser both take, but not as the same, and why. */
const changed: Record<string, string> = {
  "valid/031compat": "methods are case-sensitive (RFC 9110 9.1); gunicorn was told to make them capitals",
  "valid/040": "gunicorn drops names with underscores, which it could confuse when it makes variables of them",
};

/** What gunicorn refuses and this parser takes, and why. */
const taken: Record<string, string> = {
  "invalid/003c": "a method is any token (RFC 9110 9.1); gunicorn wants a conventional one",
  "invalid/019": "forwarded schemes do not mean anything here",
  "invalid/040": "names with underscores are not made variables of",
  "invalid/chunked_07": "names with underscores are not made variables of",
};

/** Statuses of the errors that gunicorn raises. */
const statuses: Record<string, number[]> = {
  InvalidHTTPVersion: [400, 505],
  LimitRequestHeaders: [431],
  LimitRequestLine: [414],
};

const cases = gunicornCases();
const [valid, invalid] = ["valid/", "invalid/"].map((kind) => cases?.filter(({ name }) => name.startsWith(kind)) ?? []);

let parse: Parser;
beforeAll(async () => {
  parse = await compileParser();
});

describe.runIf(cases)("gunicorn's requests", () => {
  test.each(valid ?? [])("$name", (given) => {
    const expected = given.expected as Expected[];
    const withHost = insertHosts(given.data, expected);
    for (const parsed of parseInPieces(given, withHost.data)) {
      const [status, reason] = refused[given.name] ?? [];
      if (reason) expect(parsed.error?.status).toBe(status);
      else if (changed[given.name]) expect(parsed.error).toBeNull();
      else expect(comparable(parsed)).toEqual({ requests: withHost.expected, error: null });
    }
    if (withHost.data !== given.data && !refused[given.name]) {
      for (const parsed of parseInPieces(given, given.data)) expect(parsed.error?.message).toBe("Host is missing");
    }
  });

  test.each(invalid ?? [])("$name", (given) => {
    const { data } = insertHosts(given.data, [firstOf(given.data)]);
    for (const { error } of parseInPieces(given, data)) {
      if (taken[given.name]) expect(error).toBeNull();
      else expect(statuses[given.expected as string] ?? [400]).toContain(error?.status);
    }
  });
});

/** All at once, byte for byte, and in between. */
function parseInPieces({ config }: GunicornCase, data: string): Parsed[] {
  const limits = {
    headerBytes: (Number(config.limit_request_field_size) || 8190) - 2, // gunicorn counts the line's end
    headers: Number(config.limit_request_fields) || 100,
    requestLine: Number(config.limit_request_line) || 4094,
  };
  const bytes = Buffer.from(data, "latin1");
  return parse([0, 1, 7].map((atOnce): Case => ({ bytes, atOnce, limits })));
}

/**
 * Most of them have no Host, which RFC 9112 3.2 wants: without it they are refused for that reason, and with it they
 * have to be what they are.
 */
function insertHosts(data: string, requests: readonly Expected[]): { data: string; expected: Expected[] } {
  let all = data;
  let at = 0;
  const expected = requests.map((request) => {
    const line = `${request.method} ${request.target} HTTP/1.1\r\n`;
    const found = all.toUpperCase().indexOf(line.toUpperCase(), at);
    if (found < 0 || request.headers.some(([name]) => name === "HOST")) return request;
    at = found + line.length;
    all = `${all.slice(0, at)}Host: a\r\n${all.slice(at)}`;
    return { ...request, headers: [["HOST", "a"] as [string, string], ...request.headers] };
  });
  return { data: all, expected };
}

/** What its first line says, for the sake of its Host. */
function firstOf(data: string): Expected {
  const [, method = "", target = ""] = /^(\S+) (\S+) HTTP\/1\.1\r\n/.exec(data) ?? [];
  const headers: [string, string][] = /\r\nHost:/.test(data) ? [["HOST", ""]] : [];
  return { method, target, minor: 1, headers, body: "", trailers: [] };
}

function comparable({ requests, error }: Parsed): { requests: Expected[]; error: Parsed["error"] } {
  const capitals = (fields: Expected["headers"]) =>
    fields.map(([name, value]): [string, string] => [name.toUpperCase(), value]);
  const plain = requests.map(({ keepAlive: _, ...request }) => ({
    ...request,
    headers: capitals(request.headers),
    trailers: capitals(request.trailers),
  }));
  return { requests: plain, error };
}
