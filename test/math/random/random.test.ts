import { randomStream, xoshiro128 } from '../../../src/math/random/random.ts';
import { fnv1a64, splitMix64 } from '../../../src/math/random/seed.ts';

const take = <T>(count: number, next: () => T): T[] => Array.from({ length: count }, next);

describe('published words', () => {
  // Outputs of Blackman and Vigna's xoshiro128starstar.c (1.1) from the state {1, 2, 3, 4}, as the rand_xoshiro
  // project keeps them.
  test('xoshiro128** gives the words of its authors’ program', () => {
    expect(take(10, xoshiro128([1, 2, 3, 4]))).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  // Rosetta Code, "Pseudo-random numbers/Splitmix64", seed 1234567.
  test('SplitMix64 gives the published words', () => {
    expect(take(5, splitMix64(1234567n))).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
      16408922859458223821n,
    ]);
  });

  // Test vectors of the FNV draft (draft-eastlake-fnv).
  test('FNV-1a gives the published hashes', () => {
    expect(['', 'a', 'foobar'].map(fnv1a64)).toEqual([
      0xcbf29ce484222325n,
      0xaf63dc4c8601ec8cn,
      0x85944171f73967e8n,
    ]);
  });
});

const words = (seed: number): number[] => take(4, randomStream(seed).uint32);

describe('a stream', () => {
  test('is reproducible from its seed and differs from those of neighbouring seeds', () => {
    expect(words(7)).toEqual(words(7));
    expect(new Set([-1, 0, 1, 2, 2 ** 40].map((seed) => words(seed)[0])).size).toBe(5);
  });

  test('refuses a seed that is not a whole number, naming it', () => {
    expect(() => randomStream(1.5)).toThrow('1.5');
    expect(() => randomStream(NaN)).toThrow('NaN');
  });

  test('has sub-streams that do not depend on earlier draws or other sub-streams', () => {
    const untouched = randomStream(3).split('prices');
    const parent = randomStream(3);
    take(100, parent.uint32);
    parent.split('flows').uniform();
    expect(take(5, parent.split('prices').uint32)).toEqual(take(5, untouched.uint32));
  });

  test('has different sub-streams for different names, parents and depths', () => {
    const root = randomStream(3);
    const firsts = [
      root,
      root.split('a'),
      root.split('b'),
      root.split('a').split('b'),
      root.split('b').split('a'),
      randomStream(4).split('a'),
    ].map((stream) => stream.uint32());
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  test('has uniform draws: a chi-squared of 100 cells is within its 99.9 % range', () => {
    const draws = 200_000;
    const cells = new Float64Array(100);
    const stream = randomStream(11).split('uniform');
    for (let i = 0; i < draws; i++) cells[Math.floor(stream.uniform() * 100)]! += 1;
    const statistic = cells.reduce((sum, n) => sum + (n - draws / 100) ** 2 / (draws / 100), 0);
    // The 0.05 % and 99.95 % points of chi-squared with 99 degrees of freedom (SciPy).
    expect(statistic).toBeGreaterThan(59.13);
    expect(statistic).toBeLessThan(151.93);
  });

  test('has uncorrelated sub-streams', () => {
    const a = randomStream(11).split('a');
    const b = randomStream(11).split('b');
    const draws = 100_000;
    let sum = 0;
    for (let i = 0; i < draws; i++) sum += (a.uniform() - 0.5) * (b.uniform() - 0.5) * 12;
    expect(Math.abs(sum / draws)).toBeLessThan(4 / Math.sqrt(draws));
  });
});
