// Objects of the guest's exported classes: they stay in its memory, and JavaScript has an object that stands for each. While
// that is there, the guest's collector keeps the object.
//
//   address ──▶ stand-in     the same one each time, as long as anybody has it
//   stand-in ──▶ address     only of this instance

import type { ClassType } from "../../interface/description.js";
import type { GuestMemory } from "./guest.js";

export type ObjectType = ClassType & { kind: "object" };

export class GuestObjects {
  readonly #memory: GuestMemory;
  readonly #prototypes = new Map<ClassType, object>();
  readonly #addresses = new WeakMap<object, number>();
  readonly #standIns = new Map<number, WeakRef<object>>();
  readonly #registry = new FinalizationRegistry<{ address: number; standIn: WeakRef<object> }>((gone) => {
    if (this.#standIns.get(gone.address) !== gone.standIn) return; // it has another one by now
    this.#standIns.delete(gone.address);
    if (!this.#memory.isDead) this.#memory.runtime.__unpin(gone.address);
  });

  constructor(memory: GuestMemory) {
    this.#memory = memory;
  }

  /** What the stand-ins of a class inherit. */
  define(cls: ClassType, prototype: object): void {
    this.#prototypes.set(cls, prototype);
  }

  /** The stand-in of an object, which is of this class or one that extends it. */
  lift(cls: ClassType, address: number): object {
    const known = this.#standIns.get(address);
    const existing = known?.deref();
    if (existing) return existing;
    if (!known) this.#memory.runtime.__pin(address);
    const own = [...this.#prototypes.keys()].find(({ ids }) => ids[0] === this.#memory.idOf(address));
    const object: object = Object.create(this.#prototypes.get(own ?? cls) ?? null);
    const standIn = new WeakRef(object);
    this.#addresses.set(object, address);
    this.#standIns.set(address, standIn);
    this.#registry.register(object, { address, standIn });
    return object;
  }

  /** The address of an object; 0 if it does not stand for one of this class. */
  lower({ ids }: ClassType, object: unknown): number {
    const address = this.#addresses.get(object as object) ?? 0;
    return address && ids.includes(this.#memory.idOf(address)) ? address : 0;
  }
}
