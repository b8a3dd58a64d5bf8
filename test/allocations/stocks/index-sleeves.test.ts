import { DEFAULT_ALLOCATION_RULES } from '../../../allocations/rules.ts';
import { withIndexSleeves } from '../../../allocations/stocks/index-sleeves.ts';
import { allocated } from '../risk-model/allocation.fixture.ts';
import { randomMarket, stockSnapshot } from '../risk-model/stock-snapshot.fixture.ts';
import { figure, marketOf, weekdays } from '../market.fixture.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { FACTOR_COUNT, STYLE_AT, STYLES } from '../../../src/risk/factors.ts';
import { portfolioRisk } from '../../../src/risk/portfolio/portfolio-risk.ts';

const T = 760;
const DAYS = weekdays(T, '2022-02-02');
const SIZE = STYLE_AT + STYLES.indexOf('SIZE');
const VALUE = STYLE_AT + STYLES.indexOf('VALUE');
const SPECIFIC = 0.004;

/** A market without stocks of small companies, whose index has known exposures to the factors. */
function made() {
  const stream = randomStream(3);
  const deviation = (k: number) => (k === 0 ? 0.01 : k < STYLE_AT + STYLES.length ? 0.003 : 0.005);
  const values = Float64Array.from(
    { length: T * FACTOR_COUNT },
    (_, i) => deviation(i % FACTOR_COUNT) * normal(stream),
  );
  let level = 1000;
  const levels = DAYS.map((_, t) => {
    const f = (k: number) => values[t * FACTOR_COUNT + k]!;
    return (level *= 1 + f(0) + 1.5 * f(SIZE) - 0.5 * f(VALUE) + SPECIFIC * normal(stream));
  });
  const market = marketOf({
    'nifty-50.close': figure(DAYS, levels),
    'nifty-smallcap-250.tri': figure(DAYS, levels),
  });
  const on = DAYS.at(-1)!;
  const spec = randomMarket(4);
  const { 'small-cap': _, ...sleeves } = spec.sleeves;
  const snapshot = stockSnapshot({ ...spec, sleeves, on });
  return { view: market.view(on), snapshot: { ...snapshot, factorReturns: { day: DAYS, values } } };
}

const { view, snapshot } = made();
const mixed = withIndexSleeves(snapshot, view, DEFAULT_ALLOCATION_RULES);

test('a sleeve without stocks is held by its index, with the exposures of its returns', () => {
  const { fit, ...instrument } = mixed.indexSleeves!['small-cap']!;
  expect(instrument).toMatchObject({ kind: 'index', indexName: 'NIFTY SMALLCAP 250', field: 'tri' });
  expect(fit!.returns).toBe(756);
  expect(fit!.market).toBeCloseTo(1, 1);
  expect(Math.abs(fit!.styles.SIZE - 1.5)).toBeLessThan(0.25);
  expect(Math.abs(fit!.styles.VALUE + 0.5)).toBeLessThan(0.25);
  expect(Math.abs(fit!.specificVolatility / (100 * SPECIFIC * Math.sqrt(252)) - 1)).toBeLessThan(0.15);
  expect(fit!.rSquared).toBeGreaterThan(0.85);
});

test('its risk is that of its exposures and residual', () => {
  const issuer = snapshot.issuers.length;
  expect(mixed.sleeves['small-cap']!.holdings).toEqual([{ issuer, weight: 1 }]);
  const found = portfolioRisk(mixed.riskModel, [{ issuer, weight: 1 }]);
  if (found.kind !== 'risk') throw new Error('not covered');
  const x = mixed.riskModel.indexExposures!;
  let variance = mixed.riskModel.specificVolatility[issuer]! ** 2;
  for (let k = 0; k < FACTOR_COUNT; k++)
    variance += x[k]! ** 2 * mixed.riskModel.covariance[k * (FACTOR_COUNT + 1)]!;
  expect(found.risk.volatility).toBeCloseTo(Math.sqrt(variance), 12);
});

test('an allocation holds it beside sleeves of stocks, without a cap on single stocks and without look-through', async () => {
  const a = await allocated(mixed);
  const line = a.sleeves.find((s) => s.id === 'small-cap')!;
  expect(line.instrument).toMatchObject({ kind: 'index' });
  expect(line.target).toBeGreaterThan(0);
  expect(a.fallback).toBeUndefined();
  expect(a.riskModel.stocks.some((s) => s.isin === '')).toBe(false);
  if (a.risk.final.kind !== 'modelled') throw new Error(a.risk.final.kind);
  const inStocks = a.riskModel.stocks.reduce((sum, s) => sum + s.final, 0);
  expect(inStocks + a.final['small-cap']!).toBeCloseTo(0.95, 9);
});

test('the largest weight of a stock, which the limit on stocks reports, is never that of an index', async () => {
  const a = await allocated(mixed);
  const largest = Math.max(...a.riskModel.stocks.map((s) => s.final));
  expect(a.final['small-cap']).toBeGreaterThan(largest);
  expect(a.riskModel.limits.find((l) => l.limit === 'stock')!.value).toBe(largest);
});

test('nothing changes where every sleeve has stocks, or where the index has no levels', () => {
  const whole = stockSnapshot(randomMarket(4));
  expect(withIndexSleeves(whole, view, DEFAULT_ALLOCATION_RULES)).toBe(whole);
  const without = marketOf({
    'nifty-50.close': figure(
      DAYS,
      DAYS.map(() => 1000),
    ),
  }).view(DAYS.at(-1)!);
  expect(withIndexSleeves(snapshot, without, DEFAULT_ALLOCATION_RULES)).toBe(snapshot);
});
