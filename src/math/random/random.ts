import { fnv1a64, splitMix64 } from './seed.ts';

/**
 * A reproducible stream of random numbers: the same seed gives the same bits on every machine. Pass streams as arguments
 * and split off a named sub-stream for each consumer, so that a new consumer does not change the numbers of the others.
 */
export interface RandomStream {
  /** The next whole number from 0 to 2³² − 1. */
  readonly uint32: () => number;
  /** Fills an array with the next words: those that `uint32` would give, several times as fast. */
  readonly fill: (words: Uint32Array) => void;
  /** The next number strictly between 0 and 1, with 52 random bits. */
  readonly uniform: () => number;
  /** The sub-stream of that name. It depends on this stream's seed and the name, not on what was drawn before. */
  readonly split: (name: string) => RandomStream;
}

// Looked up once: in the sandbox of the tests, each access to a global costs more than the multiplication.
const { imul } = Math;

/** Four words of state, not all zero. */
export type XoshiroState = readonly [number, number, number, number];

/** xoshiro128** 1.1 (Blackman and Vigna 2018): 32-bit words, so plain numbers do; period 2¹²⁸ − 1. */
export const xoshiro128 = (state: XoshiroState): (() => number) => generator(state).next;

function generator(state: XoshiroState): Pick<RandomStream, 'fill'> & { readonly next: () => number } {
  let [a, b, c, d] = state;
  const next = (): number => {
    const product = imul(b, 5);
    const word = imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return word;
  };
  const fill = (words: Uint32Array): void => {
    // The same steps on local variables, which stay in registers.
    let [w, x, y, z] = [a, b, c, d];
    for (let i = 0; i < words.length; i++) {
      const product = imul(x, 5);
      words[i] = imul((product << 7) | (product >>> 25), 9);
      const shifted = x << 9;
      y ^= w;
      z ^= x;
      x ^= y;
      w ^= z;
      y ^= shifted;
      z = (z << 11) | (z >>> 21);
    }
    [a, b, c, d] = [w, x, y, z];
  };
  return { next, fill };
}

/** @throws RangeError if the seed is not a safe integer. */
export function randomStream(seed: number): RandomStream {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`the seed must be a whole number, not ${seed}`);
  return streamOf(BigInt.asUintN(64, BigInt(seed)));
}

const low32 = (word: bigint): number => Number(word & 0xffffffffn);

function streamOf(seed: bigint): RandomStream {
  const words = splitMix64(seed);
  const [first, second] = [words(), words()];
  const { next: uint32, fill } = generator([
    low32(first),
    low32(first >> 32n),
    low32(second),
    low32(second >> 32n),
  ]);
  return {
    uint32,
    fill,
    // 26 bits of each word; the half keeps 0 and 1 out, and 52 bits leave room for it in a double.
    uniform: () => ((uint32() >>> 6) * 0x4000000 + (uint32() >>> 6) + 0.5) / 0x10000000000000,
    // The child's seed passes through SplitMix64 so that related names do not give related seeds.
    split: (name) => streamOf(splitMix64(seed ^ fnv1a64(name))()),
  };
}
