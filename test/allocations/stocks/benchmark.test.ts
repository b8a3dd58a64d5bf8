import { DEFAULT_ALLOCATION_RULES } from '../../../allocations/rules.ts';
import { benchmarkRisk, withBenchmark } from '../../../allocations/stocks/benchmark.ts';
import { FACTOR_COUNT, STYLE_AT, STYLES } from '../../../src/risk/factors.ts';
import { portfolioRisk } from '../../../src/risk/portfolio/portfolio-risk.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { allocated } from '../risk-model/allocation.fixture.ts';
import { randomMarket, stockSnapshot } from '../risk-model/stock-snapshot.fixture.ts';
import { figure, marketOf, weekdays } from '../market.fixture.ts';

const T = 760;
const DAYS = weekdays(T, '2022-02-02');
const SIZE = STYLE_AT + STYLES.indexOf('SIZE');
const SPECIFIC = 0.001;

/** A Nifty 50 with the market factor and an exposure of −0.6 to SIZE, that is of large companies. */
function made() {
  const stream = randomStream(11);
  const deviation = (k: number) => (k === 0 ? 0.01 : k <= STYLES.length ? 0.0025 : 0.005);
  const values = Float64Array.from(
    { length: T * FACTOR_COUNT },
    (_, i) => deviation(i % FACTOR_COUNT) * normal(stream),
  );
  let level = 1000;
  const levels = DAYS.map((_, t) => {
    const f = (k: number) => values[t * FACTOR_COUNT + k]!;
    return (level *= 1 + f(0) - 0.6 * f(SIZE) + SPECIFIC * normal(stream));
  });
  const on = DAYS.at(-1)!;
  const market = marketOf({ 'nifty-50.close': figure(DAYS, levels), 'nifty-50.tri': figure(DAYS, levels) });
  const snapshot = { ...stockSnapshot({ ...randomMarket(4), on }), factorReturns: { day: DAYS, values } };
  return withBenchmark(snapshot, market.view(on), DEFAULT_ALLOCATION_RULES);
}
const stocks = made();

test('the benchmark is the Nifty 50 with dividends, with the exposures of its returns', () => {
  const { instrument, exposures, specific } = stocks.benchmark!;
  expect([instrument.indexName, instrument.field]).toEqual(['Nifty 50', 'tri']);
  expect(exposures[0]).toBeCloseTo(1, 1);
  expect(Math.abs(exposures[SIZE]! + 0.6)).toBeLessThan(0.1);
  expect(Math.abs(specific / SPECIFIC - 1)).toBeLessThan(0.15);
});

test('tracking error and beta follow from both exposures and the residual', () => {
  const holdings = [
    { issuer: 3, weight: 0.6 },
    { issuer: 40, weight: 0.35 },
  ];
  const found = portfolioRisk(stocks.riskModel, holdings);
  if (found.kind !== 'risk') throw new Error('not covered');
  const { exposures: b, specific } = stocks.benchmark!;
  // The factors of the market are independent, so that sums over them are enough.
  let [active, covariance, ofBenchmark] = [specific ** 2, 0, specific ** 2];
  for (let k = 0; k < FACTOR_COUNT; k++) {
    const variance = stocks.riskModel.covariance[k * (FACTOR_COUNT + 1)]!;
    const x = found.risk.exposures[k]!;
    active += (x - b[k]!) ** 2 * variance;
    covariance += x * b[k]! * variance;
    ofBenchmark += b[k]! ** 2 * variance;
  }
  for (const { issuer, weight } of holdings)
    active += (weight * stocks.riskModel.specificVolatility[issuer]!) ** 2;
  const risk = benchmarkRisk(stocks, found.risk)!;
  expect(risk.trackingError).toBeCloseTo(100 * Math.sqrt(252 * active), 10);
  expect(risk.beta).toBeCloseTo(covariance / ofBenchmark, 10);
  expect(risk).toMatchObject({ index: 'Nifty 50', field: 'tri', returns: 756 });
});

test('a decision reports it before and after, beside the market portfolio', async () => {
  const a = await allocated(stocks);
  if (a.risk.final.kind !== 'modelled') throw new Error(a.risk.final.kind);
  const { benchmark, marketVolatility, beta, volatility, trackingError } = a.risk.final;
  expect(benchmark!.trackingError).toBeGreaterThan(0);
  expect(benchmark!.trackingError).not.toBeCloseTo(trackingError, 2);
  // Against the market portfolio, TE² = σ² − 2βσ_m² + σ_m².
  expect(trackingError ** 2).toBeCloseTo(volatility ** 2 + (1 - 2 * beta) * marketVolatility! ** 2, 8);
  expect(a.risk.opening.kind).toBe('unavailable');
});
