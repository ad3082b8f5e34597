// Random numbers in a module that imports nothing: the same from the same seed.

let state: u64 = 0;

/** Sets what random numbers come from. */
export function setSeed(seed: u64): void { state = seed; }

/** 64 bits: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
export function randomBits(): u64 {
  let bits = (state += 0x9e3779b97f4a7c15);
  bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
  bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
  return bits ^ (bits >> 31);
}
