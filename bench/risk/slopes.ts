import { STYLE_AT, STYLES } from '../../src/risk/factors.ts';
import type { RegressionDay } from '../../src/risk/regression/cross-section.ts';
import { table } from './diagnostic-tables.ts';

/** One day of a style: its true and its estimated return, and the standard error of the latter. */
interface Pair {
  readonly truth: number;
  readonly estimate: number;
  readonly error: number;
}

/** Slopes of estimated on true style returns, collected day by day. */
export interface StyleSlopes {
  readonly add: (regression: RegressionDay | null, truth: Float64Array) => void;
  readonly table: () => string;
}

/**
 * Two slopes of each style, both with White's standard errors, as noise and factors are volatile on the same days: least
 * squares, in which a few violent days count most, and weighted by the inverse variance of each day's estimate, as the
 * regression itself reports it, which is more precise.
 */
export function styleSlopes(): StyleSlopes {
  const pairs = STYLES.map((): Pair[] => []);
  return {
    add: (regression, truth) => {
      if (!regression) return;
      for (const [k, list] of pairs.entries()) {
        const estimate = regression.factorReturns[STYLE_AT + k]!;
        const error = regression.standardErrors[STYLE_AT + k]!;
        if (Number.isFinite(estimate) && error > 0)
          list.push({ truth: truth[STYLE_AT + k]!, estimate, error });
      }
    },
    table: () =>
      table(
        ['style', 'slope', 'White’s error', 'volatility-weighted slope', 'White’s error'],
        pairs.map((list, k) => {
          const [plain, weighted] = [slopeOf(list, () => 1), slopeOf(list, ({ error }) => error ** -2)];
          return [STYLES[k]!, ...[plain.slope, plain.error, weighted.slope, weighted.error].map(fourPlaces)];
        }),
      ),
  };
}

const fourPlaces = (x: number): string => x.toFixed(4);

function slopeOf(pairs: readonly Pair[], weightOf: (pair: Pair) => number) {
  let [total, mx, my] = [0, 0, 0];
  for (const pair of pairs) {
    const w = weightOf(pair);
    total += w;
    mx += w * pair.truth;
    my += w * pair.estimate;
  }
  mx /= total;
  my /= total;
  let [xx, xy] = [0, 0];
  for (const pair of pairs) {
    const w = weightOf(pair);
    xx += w * (pair.truth - mx) ** 2;
    xy += w * (pair.truth - mx) * (pair.estimate - my);
  }
  const slope = xy / xx;
  let noise = 0;
  for (const pair of pairs) {
    const x = pair.truth - mx;
    noise += (weightOf(pair) * x * (pair.estimate - my - slope * x)) ** 2;
  }
  return { slope, error: Math.sqrt(noise) / xx };
}
