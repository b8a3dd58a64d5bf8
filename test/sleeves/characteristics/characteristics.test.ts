import { linearRegression } from 'simple-statistics';
import { monthNumber } from '../../../src/market/day.ts';
import { advanceBuild, newSleeveBuild } from '../../../src/sleeves/build.ts';
import { closeMonth } from '../../../src/sleeves/characteristics/rolling-market.ts';
import { earningsGrowthVariability } from '../../../src/sleeves/characteristics/earnings-growth.ts';
import { characteristicValues } from '../../../src/sleeves/characteristics/characteristics.ts';
import { issuersOf, EXCHANGE } from '../sleeves.fixture.ts';

// Each characteristic is recomputed independently, from whole price histories instead of the rolling state.
const { slices, issuers } = EXCHANGE;
const { market: rolling } = (() => {
  const build = newSleeveBuild(issuersOf(EXCHANGE), {});
  for (const slice of slices) advanceBuild(build, slice);
  closeMonth(build.market);
  return build;
})();
const last = slices.length - 1;

/** The closes of a stock, adjusted to the last session; NaN without a trade. */
const history = (i: number): number[] => {
  const closes = slices.map((s) => s.close[i]!);
  let factor = 1;
  for (let t = last; t >= 0; t--) {
    closes[t]! *= factor;
    factor *= slices[t]!.adjustment[i]!;
  }
  return closes;
};
const histories = issuers.map((_, i) => history(i));
const lastBy = (i: number, t: number): number => {
  for (let k = t; k >= 0; k--) if (!Number.isNaN(histories[i]![k]!)) return histories[i]![k]!;
  return NaN;
};
const monthEnds = slices.flatMap((s, t) =>
  t === last || monthNumber(slices[t + 1]!.day) !== monthNumber(s.day) ? [t] : [],
);
const monthAgo = (back: number): number => monthEnds.at(-1 - back)!;

/** Log returns of the last 252 sessions that span at most five. */
const returns = (i: number): { readonly t: number; readonly r: number }[] => {
  const found: { t: number; r: number }[] = [];
  let before = -1;
  histories[i]!.forEach((close, t) => {
    if (Number.isNaN(close)) return;
    if (before >= 0 && t - before <= 5 && t > last - 252)
      found.push({ t, r: Math.log(close / histories[i]![before]!) });
    before = t;
  });
  return found;
};
const deviation = (i: number): number => {
  const list = returns(i).map(({ r }) => r);
  if (list.length < 200) return NaN;
  const mean = list.reduce((a, b) => a + b, 0) / list.length;
  return Math.sqrt((252 * list.reduce((sum, r) => sum + (r - mean) ** 2, 0)) / list.length);
};
const compare = (got: Float64Array, wanted: (i: number) => number): void => {
  let known = 0;
  issuers.forEach((_, i) => {
    const w = wanted(i);
    if (Number.isNaN(w)) expect(got[i]).toBeNaN();
    else expect(got[i]! / w).toBeCloseTo(1, 7);
    if (!Number.isNaN(w)) known++;
  });
  expect(known).toBeGreaterThan(20);
};

test('volatility is that of one year of daily log returns, adjusted for splits and without gaps', () => {
  compare(characteristicValues(rolling, { kind: 'volatility' }), deviation);
});

test('momentum is the price change between month-ends over volatility, and can skip the latest month', () => {
  for (const [months, skipMonths] of [
    [12, 0],
    [6, 0],
    [12, 1],
  ] as const) {
    compare(
      characteristicValues(rolling, { kind: 'risk-adjusted-momentum', months, skipMonths }),
      (i) => (lastBy(i, monthAgo(skipMonths)) / lastBy(i, monthAgo(months)) - 1) / deviation(i),
    );
  }
});

test('total return between month-ends includes dividends, reinvested on the ex-date', () => {
  const index = (i: number): number[] => {
    let [level, owed, before] = [1, 0, NaN];
    return slices.map((s) => {
      before *= s.adjustment[i]!;
      owed = owed * s.adjustment[i]! + s.dividend[i]!;
      const close = s.close[i]!;
      if (!Number.isNaN(close)) {
        if (Number.isNaN(before)) level = 1;
        else level *= (close + owed) / before;
        before = close;
        owed = 0;
      }
      return Number.isNaN(before) ? NaN : level;
    });
  };
  compare(characteristicValues(rolling, { kind: 'total-return', fromMonthsAgo: 18, toMonthsAgo: 3 }), (i) => {
    const levels = index(i);
    return levels[monthAgo(3)]! / levels[monthAgo(18)]! - 1;
  });
});

test('Jensen’s alpha is the intercept of one year of excess returns on those of the cap-weighted market', () => {
  const idle = (i: number, t: number): number => {
    for (let k = t; k >= 0; k--) if (!Number.isNaN(histories[i]![k]!)) return t - k;
    return Infinity;
  };
  const market = new Map<number, number>();
  for (let t = last - 251; t <= last; t++) {
    let [sum, weights] = [0, 0];
    issuers.forEach((_, i) => {
      const close = histories[i]![t]!;
      const gap = idle(i, t - 1) + 1;
      const before = lastBy(i, t - 1);
      const { close: closes, sharesOutstanding } = slices[t - 1]!;
      if (Number.isNaN(close) || !(gap <= 5)) return;
      // Last price as traded: the one in the last session's terms, put back by what has happened since.
      const since = slices.slice(t).reduce((f, s) => f * s.adjustment[i]!, 1);
      const cap = (Number.isNaN(closes[i]!) ? before / since : closes[i]!) * sharesOutstanding[i]!;
      if (Number.isNaN(cap)) return;
      sum += cap * (close / before - 1);
      weights += cap;
    });
    market.set(t, sum / weights);
  }
  const daily = 0.065 / 252;
  compare(characteristicValues(rolling, { kind: 'jensen-alpha', riskFree: 0.065 }), (i) => {
    const points = returns(i).map(({ t, r }) => [market.get(t)! - daily, Math.expm1(r) - daily]);
    return points.length < 200 ? NaN : linearRegression(points).b * 252;
  });
});

test('dividend yield counts dividends with ex-dates in the last 252 sessions, adjusted for splits', () => {
  compare(
    characteristicValues(rolling, { kind: 'dividend-yield' }).map((y) => y + 1),
    (i) => {
      let [sum, factor] = [0, 1];
      for (let t = last; t > last - 252; t--) {
        sum += slices[t]!.dividend[i]! * factor;
        factor *= slices[t]!.adjustment[i]!;
      }
      return 1 + sum / lastBy(i, last);
    },
  );
});

test('earnings growth variability is the standard deviation of annual growth rates, none measured from a loss', () => {
  const at = (values: readonly number[]) => ({ times: values.map((_, k) => k - values.length + 1), values });
  // Growths 0.5, 0, −0.5: variance 1/6 over n.
  expect(earningsGrowthVariability(at([2, 3, 3, 1.5]), 3)).toBeCloseTo(Math.sqrt(1 / 6), 12);
  expect(earningsGrowthVariability(at([2, 3, -3, 1.5]), 3)).toBeNaN();
  expect(earningsGrowthVariability({ times: [-3, -2, 0], values: [1, 2, 3] }, 2)).toBeNaN();
});
