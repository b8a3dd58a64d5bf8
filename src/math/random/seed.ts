/*
 * Seeds of random streams from a number and a name. Both functions work on 64 bits and are called a few times per
 * stream, so BigInt is fast enough.
 */
const MASK = (1n << 64n) - 1n;

/** FNV-1a, 64 bits, of the text's UTF-8 bytes (Fowler, Noll, Vo). */
export function fnv1a64(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & MASK;
  }
  return hash;
}

/** SplitMix64 (Steele, Lea and Flood 2014), as Vigna publishes it: the next 64-bit word at each call. */
export function splitMix64(seed: bigint): () => bigint {
  let state = seed & MASK;
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & MASK;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
    return z ^ (z >> 31n);
  };
}
