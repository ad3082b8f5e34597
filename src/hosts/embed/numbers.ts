// Numbers as they cross: what JavaScript may give for each type, and how memory holds it.

import type { NumberType } from "../../interface/description.js";

export type NumericType = NumberType | "bool";

export interface NumberCodec {
  /** Bytes that a value takes. */
  readonly size: number;
  read(view: DataView, at: number): number | bigint | boolean;
  /** Takes what `check` has returned. */
  write(view: DataView, at: number, value: number | bigint): void;
  /** The number that a value of JavaScript stands for; null if it is none of this type. */
  check(value: unknown): number | bigint | null;
}

const integer = (
  size: number,
  least: number,
  most: number,
  read: (view: DataView, at: number) => number,
  write: (view: DataView, at: number, value: number) => void,
): NumberCodec => ({
  size,
  read,
  write: (view, at, value) => write(view, at, Number(value)),
  check: (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most ? +(value as number) : null,
});

const long = (
  least: bigint,
  most: bigint,
  read: (view: DataView, at: number) => bigint,
  write: (view: DataView, at: number, value: bigint) => void,
): NumberCodec => ({
  size: 8,
  read,
  write: (view, at, value) => write(view, at, BigInt(value)),
  check(value) {
    if (typeof value !== "bigint" && !Number.isSafeInteger(value)) return null;
    const number = BigInt(value as number | bigint);
    return number >= least && number <= most ? number : null;
  },
});

const float = (
  size: number,
  read: (view: DataView, at: number) => number,
  write: (view: DataView, at: number, value: number) => void,
): NumberCodec => ({
  size,
  read,
  write: (view, at, value) => write(view, at, Number(value)),
  check: (value) => (typeof value === "number" ? value : null),
});

export const numbers: Readonly<Record<NumericType, NumberCodec>> = {
  bool: {
    size: 1,
    read: (view, at) => view.getUint8(at) !== 0,
    write: (view, at, value) => view.setUint8(at, Number(value)),
    check: (value) => (typeof value === "boolean" ? Number(value) : null),
  },
  i8: integer(
    1,
    -(2 ** 7),
    2 ** 7 - 1,
    (view, at) => view.getInt8(at),
    (view, at, value) => view.setInt8(at, value),
  ),
  u8: integer(
    1,
    0,
    2 ** 8 - 1,
    (view, at) => view.getUint8(at),
    (view, at, value) => view.setUint8(at, value),
  ),
  i16: integer(
    2,
    -(2 ** 15),
    2 ** 15 - 1,
    (view, at) => view.getInt16(at, true),
    (view, at, value) => view.setInt16(at, value, true),
  ),
  u16: integer(
    2,
    0,
    2 ** 16 - 1,
    (view, at) => view.getUint16(at, true),
    (view, at, value) => view.setUint16(at, value, true),
  ),
  i32: integer(
    4,
    -(2 ** 31),
    2 ** 31 - 1,
    (view, at) => view.getInt32(at, true),
    (view, at, value) => view.setInt32(at, value, true),
  ),
  u32: integer(
    4,
    0,
    2 ** 32 - 1,
    (view, at) => view.getUint32(at, true),
    (view, at, value) => view.setUint32(at, value, true),
  ),
  i64: long(
    -(2n ** 63n),
    2n ** 63n - 1n,
    (view, at) => view.getBigInt64(at, true),
    (view, at, value) => view.setBigInt64(at, value, true),
  ),
  u64: long(
    0n,
    2n ** 64n - 1n,
    (view, at) => view.getBigUint64(at, true),
    (view, at, value) => view.setBigUint64(at, value, true),
  ),
  f32: float(
    4,
    (view, at) => view.getFloat32(at, true),
    (view, at, value) => view.setFloat32(at, value, true),
  ),
  f64: float(
    8,
    (view, at) => view.getFloat64(at, true),
    (view, at, value) => view.setFloat64(at, value, true),
  ),
};

const cell = new DataView(new ArrayBuffer(8));

/** What a call of WebAssembly returned, as a value of its type: small integers come with any bits above their own. */
export function ofResult(type: NumericType, raw: number | bigint): number | bigint | boolean {
  if (type === "f32" || type === "f64") return raw;
  if (typeof raw === "bigint") cell.setBigInt64(0, raw, true);
  else cell.setInt32(0, raw, true);
  return numbers[type].read(cell, 0);
}

/** What the cell of a promise holds, as 64 bits. */
export function toBits(type: NumericType, value: number | bigint): bigint {
  cell.setBigInt64(0, 0n, true);
  numbers[type].write(cell, 0, value);
  return cell.getBigInt64(0, true);
}

export function ofBits(type: NumericType, bits: bigint): number | bigint | boolean {
  cell.setBigInt64(0, bits, true);
  return numbers[type].read(cell, 0);
}
