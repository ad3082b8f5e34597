// Addresses as text, compared with Node's reading of them and with the URL Standard's way to write them.

import { isIP } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { start } from "../hosts/guests.js";
import { compiled } from "../setup/guests.js";

async function parsed(lines: string[]): Promise<string[]> {
  const running = start("node", await compiled("net", "addresses"), {}, "pipe");
  running.child.stdin?.end(`${lines.join("\n")}\n`);
  return (await running.end()).stdout.trimEnd().split("\n");
}

/** RFC 5952: as the URL Standard writes it, but for what is mapped from IPv4. */
function written(ip: string): string {
  if (isIP(ip) === 4) return ip;
  const text = new URL(`http://[${ip}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(text);
  if (!mapped) return text;
  const bytes = mapped.slice(1).flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]);
  return `::ffff:${bytes.join(".")}`;
}

function expected(ip: string): string {
  const family = ip.includes("%") ? 0 : isIP(ip);
  if (family === 0) return "none";
  const text = written(ip);
  return `${family === 6 ? `[${text}]` : text}:80 ${text} ipv${family} 80`;
}

const group = fc.oneof(
  fc.constant("0"),
  fc.constantFrom("", "00", "ffff", "1", "g", "12345"),
  fc.stringMatching(/^[0-9a-fA-F]{1,4}$/),
);
const ipv4 = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 300 }).map(String), fc.constantFrom("", "00", "1e1", "-1")), {
    minLength: 3,
    maxLength: 5,
  })
  .map((parts) => parts.join("."));
const goodIpv4 = fc.ipV4();
const ipv6 = fc.array(group, { minLength: 1, maxLength: 10 }).map((groups) => groups.join(":"));
const mixed = fc
  .tuple(fc.array(group, { maxLength: 7 }), goodIpv4)
  .map(([groups, last]) => [...groups, last].join(":"));
const candidates = fc.oneof(
  ipv4,
  goodIpv4,
  ipv6,
  mixed,
  fc.ipV6(),
  ipv4.map((ip) => `::ffff:${ip}`),
  ipv6.map((ip) => `${ip}%1`),
);

test("as Node reads them, and as the URL Standard writes them", async () => {
  const seed = Date.now() % 1_000_000;
  const ips = [
    "::",
    "::1",
    "1::",
    "1::8",
    "0:0:0:0:0:0:0:0",
    "1:0:0:2:0:0:0:3",
    "::ffff:1.2.3.4",
    "1.2.3.4::",
    "1:2:3:4:5:6:7::",
  ];
  ips.push(...fc.sample(candidates, { numRuns: 3000, seed }));
  const lines = ips.map((ip) => (ip.includes(":") ? `[${ip}]:80` : `${ip}:80`));
  const printed = await parsed(lines);
  expect(printed.length).toBe(lines.length);
  const different = printed.flatMap((line, i) => (line === expected(ips[i] ?? "") ? [] : [`${ips[i]}: ${line}`]));
  expect(different, `seed ${seed}`).toEqual([]);
});

test("what has no port, or no address", async () => {
  const wrong = [
    "",
    ":80",
    "1.2.3.4",
    "1.2.3.4:",
    "1.2.3.4:65536",
    "1.2.3.4:+1",
    "1.2.3.4:080808",
    "[1.2.3.4]:80",
    "::1:80",
    "[::1]",
    "[::1]80",
    "example.com:80",
    "[]:80",
  ];
  expect(await parsed(wrong)).toEqual(wrong.map(() => "none"));
});
