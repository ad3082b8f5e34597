// What a module offers to those who embed it: the functions of AssemblyScript's runtime by way of its loader, and its
// memory, in which nothing is taken for what it should be.

import type { ASUtil } from "@assemblyscript/loader";
import { HostError } from "../host.js";
import { ARRAY_BUFFER, BUFFER, DATA_SIZE, DATA_START, HEADER_SIZE, ID, SIZE } from "./layout.js";

/**
 * What a module for the target `hosted` exports beside what its user does: see docs/hosted.md. One that has a `main` alone
 * ends with `exit_code`.
 */
export interface HostedExports {
  _initialize(): void;
  tick(now: number): number;
  set_time(now: number, date: number): void;
  set_seed(seed: bigint): void;
  take_output(): number;
  exit_code(): number;
  create_future(): number;
  resolve_future(id: number, value: bigint): number;
  resolve_future_reference(id: number, value: number): number;
  reject_future(id: number, error: number): number;
  cancel_future(id: number): number;
  is_future_ready(id: number): number;
  get_future_value(id: number): bigint;
  release_future(id: number): number;
  promise_of(id: number): number;
  take_error(): number;
  begin_call(): void;
  leave_context?(): void;
  return_context?(): void;
  next_settled?(): number;
  __setArgumentsLength?(count: number): void;
}

export class GuestMemory {
  /** Whether the module has trapped: nothing in it is called any more. */
  isDead = false;
  readonly #memory: WebAssembly.Memory;
  #view: DataView;

  constructor(
    /** The runtime's functions, and the loader's. */
    readonly runtime: ASUtil,
    memory: WebAssembly.Memory,
  ) {
    this.#memory = memory;
    this.#view = new DataView(memory.buffer);
  }

  /** All of it; anew when it has grown. */
  get view(): DataView {
    if (this.#view.buffer !== this.#memory.buffer) this.#view = new DataView(this.#memory.buffer);
    return this.#view;
  }

  u32(address: number): number {
    return this.view.getUint32(address, true);
  }

  /** Runtime id of the class of an object. */
  idOf(object: number): number {
    return this.u32(object + ID);
  }

  clear(address: number, size: number): void {
    new Uint8Array(this.#memory.buffer, address, size).fill(0);
  }

  /**
   * Checks that there is an object of such a class, within the memory.
   * @param least how many bytes it has at least
   * @returns how many it has
   */
  checkObject(address: number, ids: readonly number[], least: number, what: string): number {
    const { byteLength } = this.view;
    if (address < HEADER_SIZE || address > byteLength || !ids.includes(this.u32(address + ID))) {
      throw badValue(`an address that is not that of ${what}`);
    }
    const size = this.u32(address + SIZE);
    if (size < least || address + size > byteLength) throw badValue(`${what} of ${size} bytes`);
    return size;
  }

  /** Checks that the data of an array, or a typed array, lie within its buffer. */
  checkData(array: number, size: number, what: string): void {
    const buffer = this.u32(array + BUFFER),
      start = this.u32(array + DATA_START),
      end = buffer + this.checkObject(buffer, [ARRAY_BUFFER], 0, `the buffer of ${what}`);
    if (start < buffer || start + size > end || size > this.u32(array + DATA_SIZE)) {
      throw badValue(`${what} of ${size} bytes outside of its buffer`);
    }
  }
}

/** The module gave what it says that it never gives. */
export function badValue(what: string): HostError {
  return new HostError(
    "POLLEN_E_VALUE",
    `the module gave ${what}`,
    "Look for unchecked accesses that may have damaged its memory, or build it again.",
  );
}
