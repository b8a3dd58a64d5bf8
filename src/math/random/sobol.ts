import { DIRECTIONS } from './sobol-directions.ts';
import { fnv1a64, splitMix64 } from './seed.ts';

/** Dimensions for which there are direction numbers. */
export const MOST_DIMENSIONS = DIRECTIONS.length;

const BITS = 32;
const SCALE = 2 ** -BITS;

const { imul } = Math;

/** A Sobol sequence: any point at once, so that parts of it can be made in different places. */
export interface SobolSequence {
  /** Point `n`, from 0: one coordinate in [0, 1) for each dimension. */
  readonly point: (n: number) => number[];
}

/**
 * A Sobol sequence in 1 to 64 dimensions, with the direction numbers of Joe and Kuo (2008), in the order of the Gray code
 * (Antonov and Saleev 1979): 2ᵏ points from the first on are a digital net.
 *
 * @param dimensions number of coordinates.
 * @param seed scrambles the points by nested uniform (Owen) scrambling, which keeps the net and makes estimates unbiased;
 *   null leaves them as published, with the origin first. By hashing: Burley (2020), "Practical Hash-based Owen
 *   Scrambling", J. Comput. Graph. Tech. 9(4), with the hash of Laine and Karras.
 * @throws RangeError for other dimensions.
 * @example
 * sobolSequence(2, null).point(2); // [0.75, 0.25]
 */
export function sobolSequence(dimensions: number, seed: number | null): SobolSequence {
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > MOST_DIMENSIONS)
    throw new RangeError(`a Sobol sequence has 1 to ${MOST_DIMENSIONS} dimensions, not ${dimensions}`);
  const directions = DIRECTIONS.slice(0, dimensions).map(directionWords);
  const seeds = directions.map((_, d) => (seed === null ? null : seedOf(seed, d)));
  return {
    point(n) {
      if (!Number.isSafeInteger(n) || n < 0 || n >= 2 ** BITS)
        throw new RangeError(`a Sobol sequence has points 0 to 2³² − 1, not ${n}`);
      const gray = (n ^ (n >>> 1)) >>> 0;
      return directions.map((words, d) => {
        let word = 0;
        for (let bit = 0; bit < BITS; bit++) if ((gray >>> bit) & 1) word ^= words[bit]!;
        const key = seeds[d]!;
        return (key === null ? word >>> 0 : scrambled(word, key)) * SCALE;
      });
    },
  };
}

/** The 32 direction words of a dimension, by the recurrence of its polynomial. */
function directionWords(
  [polynomial, ...initial]: readonly [number, ...number[]],
  dimension: number,
): Uint32Array {
  const words = new Uint32Array(BITS);
  if (dimension === 0) return words.map((_, i) => 1 << (BITS - 1 - i));
  const degree = initial.length;
  for (let i = 0; i < BITS; i++) {
    if (i < degree) {
      words[i] = initial[i]! << (BITS - 1 - i);
      continue;
    }
    let word = words[i - degree]! ^ (words[i - degree]! >>> degree);
    for (let k = 1; k < degree; k++) if ((polynomial >>> (degree - k)) & 1) word ^= words[i - k]!;
    words[i] = word;
  }
  return words;
}

/** An independent key for each dimension. */
const seedOf = (seed: number, dimension: number): number =>
  Number(splitMix64(BigInt.asUintN(64, BigInt(seed)) ^ fnv1a64(`dimension ${dimension}`))() & 0xffffffffn);

/** Owen scrambling of a word: a bit is flipped by a hash of the bits above it, hence the hash of the reversed word. */
function scrambled(word: number, key: number): number {
  let x = (reversed(word) + key) | 0;
  for (const factor of [0x6c50b47c, 0xb82f1e52, 0xc7afe638, 0x8d22f6e6]) x ^= imul(x, factor);
  return reversed(x) >>> 0;
}

function reversed(word: number): number {
  let x = word;
  x = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1);
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2);
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
  x = ((x >>> 8) & 0x00ff00ff) | ((x & 0x00ff00ff) << 8);
  return (x >>> 16) | (x << 16);
}
