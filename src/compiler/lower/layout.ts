// Layout of frames: where each local that lives across an await is kept. `assembly/core/layout.ts` draws it; a test
// compares the offsets.
import type { MemorySegment } from "assemblyscript";
import binaryen, { type TypeRef } from "../binaryen.js";

/** Offset of the live bits or the slots within a frame, and within that of a generator. */
export const FRAME_BASE = 28;
export const GENERATOR_BASE = 36;
/** Offset of the status byte, and its value for a rejected promise. */
export const STATUS = 0;
export const REJECTED = 2;
/** Offset of the flags, and that of a promise that only the call has which awaits it on the spot. */
export const FLAGS = 1;
export const DIRECT = 4;
/** Size of a suspension point in static memory, and its fields. */
export const POINT_SIZE = 12;
export const POINT_STATE = 0;
export const POINT_HANDLER = 2;
export const POINT_SITE = 4;
export const POINT_LIVE = 8;
/** Offset of the suspension point within a frame. */
export const POINT = 16;
/** Slots whose live bits the suspension point has room for; those of the others are in the frame. */
const INLINE_SLOTS = 32;
const SLOT_SIZE = 4;

function sizeOf(type: TypeRef): number {
  if (type === binaryen.i32 || type === binaryen.f32) return 4;
  return type === binaryen.v128 ? 16 : 8;
}

/** The suspension points of a function, in static memory. */
export class SuspensionPoints {
  constructor(private readonly segment: MemorySegment) {}

  address(point: number): number {
    return (this.segment.offset as unknown as { low: number }).low + point * POINT_SIZE;
  }

  write(point: number, state: number, handler: number, site: number, live: number): void {
    const { buffer } = this.segment;
    const view = new DataView(buffer.buffer, buffer.byteOffset + point * POINT_SIZE);
    view.setUint16(POINT_STATE, state, true);
    view.setUint16(POINT_HANDLER, handler, true);
    view.setUint32(POINT_SITE, site, true);
    view.setUint32(POINT_LIVE, live, true);
  }
}

/** Where locals are kept in a frame. */
export interface FrameLayout {
  /** All bytes of a frame. */
  readonly size: number;
  /** Number of managed slots. */
  readonly slots: number;
  /** Offset of each local that is kept. */
  readonly offsets: ReadonlyMap<number, number>;
  /** Live bits of a suspension: of the first 32 slots, and further words that belong to the frame. */
  liveBits(live: readonly number[]): number[];
}

/** Frames and suspension points count slots and states in 16 bits. */
const MOST = 0xffff;

/** What a frame has no room for; null if all is well. States are the awaits and yields of a function, and its handlers. */
export function excessOf(slots: number, states: number): string | null {
  if (slots > MOST) return `keeps ${slots} references across its awaits`;
  return states > MOST ? `has ${states} awaits and handlers` : null;
}

/**
 * Places locals. Those that are never live at the same suspension may share a place.
 * @param base where the live bits or the slots start
 * @param lives for each suspension, the locals that are live there
 */
export function layoutFrame(
  base: number,
  lives: readonly (readonly number[])[],
  isManaged: (local: number) => boolean,
  typeOfLocal: (local: number) => TypeRef,
): FrameLayout {
  const suspensionsOf = new Map<number, number[]>();
  lives.forEach((live, suspension) => {
    for (const local of live) {
      const list = suspensionsOf.get(local);
      if (list) list.push(suspension);
      else suspensionsOf.set(local, [suspension]);
    }
  });
  const place = new Map<number, number>();
  /** Gives each local the first place that is free at all of its suspensions; returns how many places that takes. */
  const assign = (locals: number[]): number => {
    const takenAt: Set<number>[] = [];
    for (const local of locals) {
      const suspensions = suspensionsOf.get(local) as number[];
      let at = takenAt.findIndex((taken) => !suspensions.some((suspension) => taken.has(suspension)));
      if (at < 0) at = takenAt.push(new Set()) - 1;
      for (const suspension of suspensions) takenAt[at]?.add(suspension);
      place.set(local, at);
    }
    return takenAt.length;
  };

  const all = [...suspensionsOf.keys()].sort((a, b) => a - b);
  const offsets = new Map<number, number>();
  const managed = all.filter(isManaged);
  const slots = assign(managed);
  const words = slots > INLINE_SLOTS ? (slots - 1) >> 5 : 0;
  const slotsAt = base + words * 4;
  for (const local of managed) offsets.set(local, slotsAt + (place.get(local) as number) * SLOT_SIZE);
  let end = slotsAt + slots * SLOT_SIZE;
  for (const size of [4, 8, 16]) {
    const locals = all.filter((local) => !isManaged(local) && sizeOf(typeOfLocal(local)) === size);
    if (!locals.length) continue;
    const places = assign(locals); // aligned to 4 bytes: padding would rather cost a block of the next size
    for (const local of locals) offsets.set(local, end + (place.get(local) as number) * size);
    end += places * size;
  }

  return {
    size: end,
    slots,
    offsets,
    liveBits(live) {
      const bits = new Uint32Array(1 + words);
      for (const local of live) {
        if (!isManaged(local)) continue;
        const slot = place.get(local) as number;
        bits[slot >> 5] = (bits[slot >> 5] as number) | (1 << (slot & 31));
      }
      return [...bits];
    },
  };
}
