import fc from 'fast-check';
import { day } from '../../../src/market/day.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { FACTOR_COUNT, STYLE_COUNT } from '../../../src/risk/factors.ts';
import { portfolioRisk } from '../../../src/risk/portfolio/portfolio-risk.ts';
import { riskOf } from '../../../src/risk/portfolio/risk-of.ts';
import { covarianceOf, exposuresOf } from '../../../src/risk/portfolio/stock-exposures.ts';
import type { RiskModelAt } from '../../../src/risk/store/risk-model-at.ts';
import { problemsOf } from '../../problems-of.ts';

const N = 12;
/** The model has no exposures for the last issuer. */
const UNCOVERED = N - 1;
const isinOf = (issuer: number): string => `INE${String(issuer).padStart(4, '0')}01010`;

/** A model of twelve issuers with independent factors. */
function madeModel(): RiskModelAt {
  const random = randomStream(7);
  const draw = (n: number, sd: number) => Float64Array.from({ length: n }, () => sd * normal(random));
  const covariance = new Float64Array(FACTOR_COUNT ** 2);
  for (let k = 0; k < FACTOR_COUNT; k++) covariance[k * (FACTOR_COUNT + 1)] = 0.0001 * (1 + (k % 3));
  const styles = draw(N * STYLE_COUNT, 1);
  styles.fill(NaN, UNCOVERED * STYLE_COUNT);
  const session = {
    day: day('2021-06-30'),
    styles,
    industry: Uint8Array.from({ length: N }, (_, i) => i % 5),
    covariance,
    specificVolatility: draw(N, 0.02).map((x, i) => (i === UNCOVERED ? NaN : Math.abs(x))),
    marketCap: Float64Array.from({ length: N }, (_, i) => 100 + i),
    inEstimation: new Uint8Array(N).fill(1),
    stocks: N - 1,
  };
  const issuers = Array.from({ length: N }, (_, i) => ({
    isin: isinOf(i),
    symbol: `S${i}`,
    name: `Stock ${i}`,
    industry: i % 5,
    listedOn: null,
  }));
  return {
    folder: '',
    day: '2021-06-30',
    simulated: false,
    store: { issuers },
    session,
  } as unknown as RiskModelAt;
}

const model = madeModel();
const codeOf = (work: () => unknown): string => problemsOf(work)[0]?.code ?? 'none';

const weights = fc.array(fc.double({ min: -0.3, max: 0.5, noNaN: true }), {
  minLength: UNCOVERED,
  maxLength: UNCOVERED,
});

test('the order of holdings does not change a single bit of the result', () => {
  fc.assert(
    fc.property(weights, fc.infiniteStream(fc.nat()), (w, keys) => {
      const list = w.map((weight, i) => ({ isin: isinOf(i), weight }));
      const order = new Map(list.map((h) => [h, keys.next().value!]));
      const shuffled = list.toSorted((a, b) => order.get(a)! - order.get(b)!);
      expect(riskOf(model, shuffled)).toEqual(riskOf(model, list));
      expect(riskOf(model, Object.fromEntries(shuffled.map((h) => [h.isin, h.weight])))).toEqual(
        riskOf(model, list),
      );
    }),
    { numRuns: 50 },
  );
});

test('holdings by ISIN have the risk of the same holdings by column, annualised in percent', () => {
  const found = portfolioRisk(model.session, [
    { issuer: 2, weight: 0.6 },
    { issuer: 5, weight: 0.3 },
  ]);
  const { total, invested, dropped } = riskOf(model, { [isinOf(5)]: 0.3, [isinOf(2)]: 0.6 });
  expect(found.kind === 'risk' && found.risk.volatility * Math.sqrt(252) * 100).toBeCloseTo(
    total.volatility,
    10,
  );
  expect(invested).toBeCloseTo(0.9, 12);
  expect(dropped).toEqual([]);
});

test('an ISIN from before a split finds the stock by its issuer', () => {
  const old = isinOf(3).replace(/\d\d$/, '28');
  expect(riskOf(model, { [old]: 1 })).toEqual(riskOf(model, { [isinOf(3)]: 1 }));
});

test('an uncovered holding is refused unless it is to be dropped', () => {
  expect(codeOf(() => riskOf(model, { [isinOf(0)]: 0.8, [isinOf(UNCOVERED)]: 0.2 }))).toBe('not-covered');
  expect(codeOf(() => riskOf(model, { [isinOf(0)]: 0.8, INE999901010: 0.2 }))).toBe('not-covered');
});

test('dropping keeps the gross exposure: the covered holdings stand in for the others', () => {
  const risk = riskOf(
    model,
    { [isinOf(0)]: 0.4, [isinOf(1)]: 0.3, [isinOf(UNCOVERED)]: 0.1, INE999901010: 0.1 },
    { uncovered: 'drop' },
  );
  const scaled = riskOf(model, { [isinOf(0)]: (0.4 * 0.9) / 0.7, [isinOf(1)]: (0.3 * 0.9) / 0.7 });
  expect(risk.total.volatility).toBeCloseTo(scaled.total.volatility, 10);
  expect(risk.invested).toBeCloseTo(0.9, 12);
  expect(risk.dropped).toEqual([
    { isin: 'INE999901010', weight: 0.1, reason: 'not an issuer of the model' },
    { isin: isinOf(UNCOVERED), weight: 0.1, reason: 'not enough history to estimate specific risk' },
  ]);
});

test('a portfolio that is mostly uncovered has no risk that could be reported', () => {
  expect(codeOf(() => riskOf(model, { [isinOf(0)]: 0.4, INE999901010: 0.6 }, { uncovered: 'drop' }))).toBe(
    'mostly-uncovered',
  );
});

test.each([
  ['no holdings', {}, 'no-holdings'],
  ['a text that is not an ISIN', { RELIANCE: 1 }, 'holdings'],
  ['a weight that is not a number', { [isinOf(0)]: NaN }, 'holdings'],
  ['an infinite weight', { [isinOf(0)]: Infinity }, 'holdings'],
  [
    'a stock listed twice',
    [
      { isin: isinOf(0), weight: 0.5 },
      { isin: isinOf(0), weight: 0.5 },
    ],
    'holdings',
  ],
])('%s is refused', (_, holdings, code) => {
  expect(codeOf(() => riskOf(model, holdings))).toBe(code);
  expect(codeOf(() => riskOf(model, { [isinOf(0)]: 1 }, { benchmark: { name: 'mine', holdings } }))).toBe(
    code,
  );
});

test('the covariance of stocks gives the variance of any portfolio of them', () => {
  const isins = [isinOf(4), isinOf(1), isinOf(8)];
  const { names, covariance } = covarianceOf(model, isins);
  const w = [0.5, 0.2, 0.3];
  const variance = w.reduce((sum, a, i) => sum + w.reduce((s, b, j) => s + a * b * covariance[i]![j]!, 0), 0);
  const risk = riskOf(
    model,
    w.map((weight, i) => ({ isin: isins[i]!, weight })),
  );
  expect(names).toEqual(isins);
  expect(100 * Math.sqrt(variance)).toBeCloseTo(risk.total.volatility, 9);
  expect(codeOf(() => covarianceOf(model, [isinOf(1), isinOf(1)]))).toBe('holdings');
  expect(codeOf(() => covarianceOf(model, [isinOf(UNCOVERED)]))).toBe('not-covered');
});

test('a stock has exposure 1 to the market and to its industry alone', () => {
  const { MARKET, AERODEF, BANKS, BETA } = exposuresOf(model, isinOf(0));
  expect([MARKET, AERODEF, BANKS]).toEqual([1, 1, 0]);
  expect(BETA).toBe(model.session.styles[0]);
  expect(codeOf(() => exposuresOf(model, 'INE999901010'))).toBe('unknown-isin');
});
