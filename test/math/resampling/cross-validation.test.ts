import { readFileSync } from 'node:fs';
import { mean } from 'simple-statistics';
import { crossValidateSharpe } from '../../../src/math/resampling/cross-validation.ts';
import { expectedBestSharpe } from '../../../src/math/statistics/deflated-sharpe.ts';
import { describeReference, reference } from '../../reference.ts';

interface Case {
  readonly seed: number;
  readonly lift: readonly [column: number, by: number] | null;
  readonly S: number;
  readonly T: number;
  readonly N: number;
  readonly combinations: number;
  readonly pbo: number;
  readonly meanLogit: number;
  readonly probabilityOfLoss: number;
  readonly degradationSlope: number;
}

interface Cases {
  readonly pbo: readonly Case[];
  readonly expectedBest: readonly {
    readonly trials: number;
    readonly spread: number;
    readonly value: number;
  }[];
}

/** The returns of a case: `x = (1103515245 x + 12345) mod 2³¹`, in pairs by Box–Muller, cosine branch, row by row. */
function columnsOf({ seed, lift, T, N }: Case): Float64Array[] {
  let state = BigInt(seed);
  const uniform = (): number => {
    state = (1103515245n * state + 12345n) % 2147483648n;
    return Number(state) / 2147483648;
  };
  const columns = Array.from({ length: N }, () => new Float64Array(T));
  for (let t = 0; t < T; t++)
    for (let c = 0; c < N; c++) {
      const [u, v] = [uniform(), uniform()];
      columns[c]![t] =
        0.01 * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v) + (lift?.[0] === c ? lift[1] : 0);
    }
  return columns;
}

/** Least-squares slope of y on x. */
function slope(x: Float64Array, y: Float64Array): number {
  const [mx, my] = [mean([...x]), mean([...y])];
  let [xy, xx] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    xy += (x[i]! - mx) * (y[i]! - my);
    xx += (x[i]! - mx) ** 2;
  }
  return xy / xx;
}

describeReference('the known answers of sweeps', () => {
  const cases = JSON.parse(readFileSync(reference('cases', 'sweep_cases.json'), 'utf8')) as Cases;

  test.each(cases.pbo)('PBO of seed $seed, lift $lift, $S groups is $pbo', (known) => {
    const { logits, inSample, outOfSample } = crossValidateSharpe(columnsOf(known), known.S);
    const share = (is: (i: number) => boolean): number =>
      [...logits.keys()].filter(is).length / logits.length;
    expect(logits.length).toBe(known.combinations);
    expect(share((i) => logits[i]! <= 0)).toBeCloseTo(known.pbo, 12);
    expect(mean([...logits])).toBeCloseTo(known.meanLogit, 12);
    expect(share((i) => outOfSample[i]! < 0)).toBeCloseTo(known.probabilityOfLoss, 12);
    expect(slope(inSample, outOfSample)).toBeCloseTo(known.degradationSlope, 10);
  });

  test.each(cases.expectedBest)('the best of $trials without skill is expected at $value', (known) => {
    expect(expectedBestSharpe(known.trials, known.spread)).toBeCloseTo(known.value, 12);
  });
});
