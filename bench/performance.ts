import { resampledDifferences } from '../src/backtest/inference/resampled-differences.ts';
import { tearSheet } from '../src/backtest/statistics/tear-sheet.ts';
import { valuesOf } from '../src/backtest/statistics/value-path.ts';
import { addDays, type Day, day, isWeekend } from '../src/market/day.ts';
import { drawdownSpans } from '../src/math/drawdowns.ts';
import { normal } from '../src/math/random/distributions.ts';
import { randomStream } from '../src/math/random/random.ts';
import { crossValidateSharpe } from '../src/math/resampling/cross-validation.ts';
import { renderPerformance } from '../src/report/performance/page.ts';
import { drawnValues } from '../src/report/performance/drawn-values.ts';
import type { Bench } from './bench.ts';
import { numpy } from './numpy.ts';

const MONTHS = 240;
const SESSIONS = 5040;
const stream = randomStream(3);
const noise = (n: number, mean: number, deviation: number): Float64Array =>
  Float64Array.from({ length: n }, () => mean + deviation * normal(stream));

const days: Day[] = [];
for (let d = day('2004-12-31'); days.length <= SESSIONS; d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
const path = (seed: number) => ({ days, values: valuesOf(noise(SESSIONS, 0.0003 + seed * 1e-5, 0.01)) });
const [own, benchmark, cash] = [
  path(1),
  path(2),
  { days, values: valuesOf(new Float64Array(SESSIONS).fill(0.0002)) },
];
const input = {
  name: 'Fund',
  path: own,
  benchmark: { name: 'Index', path: benchmark },
  riskFree: { name: 'Bills', path: cash },
};
const monthly = noise(MONTHS, 0.01, 0.05);
const alternatives = Array.from({ length: 10 }, (_, k) => ({
  id: `a${k}`,
  returns: noise(MONTHS, 0.01, 0.05),
}));
const variants = Array.from({ length: 170 }, () => noise(MONTHS, 0.01, 0.05));

/** The same resampling in numpy: growth and Sharpe ratio of each, stationary blocks of a mean of six months. */
const BOOTSTRAP = `
rng = np.random.default_rng(1); n, T, k = 10000, 240, 11
x = rng.normal(.01, .05, (T, k)); lx = np.log1p(x)
def run():
    at = rng.integers(0, T, (n, T)); new = rng.random((n, T)) < 1/6; new[:, 0] = True
    start = np.maximum.accumulate(np.where(new, np.arange(T), 0), axis=1)
    at = (np.take_along_axis(at, start, 1) + np.arange(T) - start) % T
    g, m, v = np.empty((n, k)), np.empty((n, k)), np.empty((n, k))
    for j in range(k):
        s = x[:, j][at]; g[:, j] = lx[:, j][at].sum(1); m[:, j] = s.mean(1); v[:, j] = s.std(1, ddof=1)
    d = np.concatenate([g[:, :1] - g[:, 1:], (m/v)[:, :1] - (m/v)[:, 1:]], 1)
    return np.quantile(d, [.025, .975], axis=0)
`;

/** What quantstats and empyrical compute of a daily series, in numpy: growth, volatility, ratios, drawdown, tail, beta, rolling year. */
const STATISTICS = `
rng = np.random.default_rng(1); n = 5040
r, b = rng.normal(.0003, .01, (2, n))
def run():
    w = np.cumprod(1 + r); dd = w/np.maximum.accumulate(w) - 1; e = r - .0002; c = np.cov(r, b); a = r - b; q = np.quantile(r, .05)
    s1, s2 = np.cumsum(r), np.cumsum(r*r); m = (s1[252:] - s1[:-252])/252
    return [w[-1]**(252/n) - 1, r.std(ddof=1), e.mean()/e.std(ddof=1), e.mean()/np.sqrt((np.minimum(e, 0)**2).mean()), dd.min(),
      np.sqrt((dd**2).mean()), q, r[r <= q].mean(), c[0, 1]/c[1, 1], a.mean()/a.std(ddof=1), ((s2[252:] - s2[:-252])/252 - m*m).max(),
      ((r - r.mean())**3).mean(), ((r - r.mean())**4).mean()]
`;

export const benches: Bench[] = [
  {
    name: 'performance: all statistics of a daily series of twenty years',
    goal: '≤ 5 ms',
    run: () => void tearSheet(input),
    detail: () => numpy(STATISTICS),
  },
  {
    name: 'performance: page of that series',
    goal: '≤ 0.3 s',
    run: () =>
      void renderPerformance({ sheet: tearSheet(input), values: drawnValues(own, benchmark), sources: [] }),
  },
  {
    name: 'performance: drawdowns of 100 daily series of twenty years',
    run() {
      for (let k = 0; k < 100; k++) drawdownSpans(own.values);
    },
  },
  {
    name: 'inference: 10,000 resamples of 240 months against 10 alternatives',
    goal: '≤ 1 s',
    run: () =>
      void resampledDifferences(monthly, alternatives, new Float64Array(MONTHS), 10_000, 6, randomStream(1)),
    detail: () => numpy(BOOTSTRAP),
  },
  {
    name: 'inference: 12,870 splits of 240 months of 170 variants',
    run: () => void crossValidateSharpe(variants, 16),
  },
];
