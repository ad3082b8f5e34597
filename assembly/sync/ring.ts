/** A queue in an array that is used in a circle: O(1) at both ends. It grows by doubling, and never shrinks. */
export class Ring<T> {
  length: i32 = 0;
  private head: i32 = 0;
  /** As many as a power of two; empty ones hold nothing that the collector would keep. */
  private slots: StaticArray<T> = new StaticArray<T>(0);

  push(value: T): void {
    if (this.length == this.slots.length) this.grow();
    const slots = this.slots;
    unchecked((slots[(this.head + this.length) & (slots.length - 1)] = value));
    this.length++;
  }

  /** Takes the value that was pushed first. There is one. */
  shift(): T {
    const slots = this.slots, head = this.head;
    const value = unchecked(slots[head]);
    if (isManaged<T>()) unchecked((slots[head] = changetype<T>(0)));
    this.head = (head + 1) & (slots.length - 1);
    this.length--;
    return value;
  }

  /** Pushes a value, and takes the one that was pushed first. There is one. */
  exchange(value: T): T {
    const slots = this.slots, head = this.head, mask = slots.length - 1;
    const first = unchecked(slots[head]);
    if (isManaged<T>()) unchecked((slots[head] = changetype<T>(0)));
    unchecked((slots[(head + this.length) & mask] = value));
    this.head = (head + 1) & mask;
    return first;
  }

  private grow(): void {
    const old = this.slots, size = old.length;
    const slots = new StaticArray<T>(max(8, 2 * size));
    for (let i = 0; i < size; i++) unchecked((slots[i] = old[(this.head + i) & (size - 1)]));
    this.slots = slots;
    this.head = 0;
  }
}
