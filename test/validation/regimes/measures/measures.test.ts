import { cohenKappa, contingency } from '../../../../src/validation/regimes/measures/agreement.ts';
import { circularShiftP } from '../../../../src/validation/regimes/measures/circular-shift.ts';
import { lagsOf } from '../../../../src/validation/regimes/measures/lags.ts';
import { runsOf, switchesAYear, whipsaws } from '../../../../src/validation/regimes/measures/runs.ts';
import {
  estimateDifference,
  estimateMean,
} from '../../../../src/validation/regimes/measures/mean-estimate.ts';
import { transitionsOf } from '../../../../src/validation/regimes/measures/transitions.ts';
import {
  type LabelledReturn,
  volatilityRatio,
  volatilityRatioWithInterval,
} from '../../../../src/validation/regimes/measures/volatility-ratio.ts';
import { normal } from '../../../../src/math/random/distributions.ts';
import { randomStream } from '../../../../src/math/random/random.ts';

const letters = (text: string): string[] => text.split('');
const bits = (text: string) => letters(text).map((c) => c === '1');

describe("Cohen's κ", () => {
  test('matches the SAS result used in statsmodels’ own test', () => {
    expect(
      cohenKappa([
        [0, 4, 1],
        [0, 8, 0],
        [0, 1, 5],
      ]),
    ).toBeCloseTo(0.4842, 4);
  });

  test('is 1 for a perfect match, −1 for a perfect mismatch of halves, 0 for independence', () => {
    expect(cohenKappa(contingency(bits('1100'), bits('1100')))).toBe(1);
    expect(cohenKappa(contingency(bits('1100'), bits('0011')))).toBe(-1);
    expect(cohenKappa(contingency(bits('1100'), bits('1010')))).toBe(0);
  });
});

describe('the circular-shift p-value', () => {
  test('is one in twelve for a single matching block of twelve months', () => {
    expect(circularShiftP(bits('111100000000'), bits('111100000000'))).toBeCloseTo(1 / 12, 12);
  });

  test('is 1 for labels whose own position agrees worst', () => {
    expect(circularShiftP(bits('0011'), bits('1100'))).toBe(1);
  });
});

describe('runs of labels', () => {
  test('have a label, a start and a length', () => {
    expect(runsOf(letters('aabccc')).map((r) => `${r.label}${r.months}@${r.from}`)).toEqual([
      'a2@0',
      'b1@2',
      'c3@3',
    ]);
  });

  test('give two switches and one whipsaw in a year of aabccc…', () => {
    expect(switchesAYear(letters('aabccccccccc'))).toBe(2);
    expect(whipsaws(letters('aabccccccccc'))).toBe(1);
    // A short run at either end may be a truncated long one.
    expect(whipsaws(letters('abbbbc'))).toBe(0);
  });
});

describe('lags behind ex-post bear markets', () => {
  // Peak at 2, trough at 6; peak at 9, trough at 11.
  const phases = letters('uuuddddUUUddU').map((c) => (c === 'd' ? 'bear' : 'bull'));

  test('run from peak to first bearish label and from trough to first other label, over the bears found', () => {
    expect(lagsOf(bits('0000011110000'), phases)).toEqual({ bears: 2, found: 1, entry: 3, exit: 3 });
    expect(lagsOf(bits('0011110000110'), phases)).toEqual({ bears: 2, found: 2, entry: 0.5, exit: 0.5 });
    expect(lagsOf(bits('0000000000000'), phases)).toEqual({ bears: 2, found: 0, entry: null, exit: null });
  });

  test('leave out a bear market whose peak lies before the sample', () => {
    expect(lagsOf(bits('110'), ['bear', 'bear', 'bull'])).toMatchObject({ bears: 0 });
  });
});

describe('mean estimates', () => {
  test('reproduce Student’s t for his sleep data: mean 1.58 hours, t = 4.06 with 9 degrees of freedom', () => {
    // Student (1908), extra sleep with the second drug minus the first.
    const gain = [1.2, 2.4, 1.3, 1.3, 0, 1.0, 1.8, 0.8, 4.6, 1.4];
    const estimate = estimateMean(gain)!;
    expect(estimate.annual / 12).toBeCloseTo(1.58, 12);
    expect(estimate.t).toBeCloseTo(4.0621, 4);
  });

  test('reproduce Welch’s t of R’s t.test for the two sleep groups, −1.8608', () => {
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2.0];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    expect(estimateDifference(first, second)!.t).toBeCloseTo(-1.8608, 4);
  });

  test('are null for two values', () => {
    expect(estimateMean([1, 2])).toBeNull();
  });
});

describe('the volatility ratio', () => {
  const months = (bear: number, seed: number): LabelledReturn[] => {
    const random = randomStream(seed);
    return Array.from({ length: 240 }, (_, i) => {
      const label = Math.floor(i / 12) % 2 ? 'bearish' : 'bullish';
      return { label, next: normal(random) * (label === 'bearish' ? bear : 1) };
    });
  };

  test('is the ratio of the two standard deviations', () => {
    const of = (label: 'bearish' | 'bullish', ...xs: number[]) => xs.map((next) => ({ label, next }));
    expect(volatilityRatio([...of('bearish', -2, 2), ...of('bullish', -1, 1)])).toBe(2);
    expect(volatilityRatio(of('bearish', 1, 2))).toBeNull();
  });

  test('has a 95 % interval that covers the truth in about 95 of 100 simulations', () => {
    let covered = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const { interval } = volatilityRatioWithInterval(
        months(1.5, seed),
        randomStream(seed).split('draws'),
        300,
      )!;
      if (interval[0] <= 1.5 && 1.5 <= interval[1]) covered++;
    }
    // Binomial, p = 0.95: 88 or fewer of 100 has probability 1 in 200. Blocks reduce coverage slightly.
    expect(covered).toBeGreaterThanOrEqual(88);
  });

  test('is the same for the same seed', () => {
    const once = () => volatilityRatioWithInterval(months(1.3, 9), randomStream(4), 50);
    expect(once()).toEqual(once());
  });
});

test('transition probabilities sum to one for each label, and durations leave out truncated runs', () => {
  const labels = letters('bbbccbbeebb').map(
    (c) => ({ b: 'bullish', c: 'consolidation', e: 'bearish' })[c] as 'bullish',
  );
  const { probability, meanDuration, count, frequency } = transitionsOf(labels);
  expect(count.bullish).toEqual({ bullish: 4, consolidation: 1, bearish: 1 });
  expect(Object.values(probability.bullish).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 15);
  expect(meanDuration).toEqual({ bullish: 2, consolidation: 2, bearish: 2 });
  expect(frequency.bullish).toBeCloseTo(7 / 11, 15);
});
