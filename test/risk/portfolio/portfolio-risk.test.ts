import fc from 'fast-check';
import { day } from '../../../src/market/day.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { attribute } from '../../../src/risk/portfolio/attribution.ts';
import { FACTOR_COUNT, INDUSTRY_AT, STYLE_AT, STYLE_COUNT } from '../../../src/risk/factors.ts';
import {
  activeHoldings,
  type Holding,
  portfolioBeta,
  portfolioCovariance,
  portfolioRisk,
} from '../../../src/risk/portfolio/portfolio-risk.ts';
import type { RiskSnapshot } from '../../../src/risk/snapshot.ts';

const N = 30;

/** A model of thirty issuers with a random positive definite covariance. */
function madeSnapshot(seed: number): RiskSnapshot {
  const random = randomStream(seed);
  const draw = (n: number, sd: number) => Float64Array.from({ length: n }, () => sd * normal(random));
  const root = draw(FACTOR_COUNT * FACTOR_COUNT, 0.002);
  const covariance = new Float64Array(FACTOR_COUNT * FACTOR_COUNT);
  for (let i = 0; i < FACTOR_COUNT; i++)
    for (let j = 0; j < FACTOR_COUNT; j++)
      for (let k = 0; k < FACTOR_COUNT; k++)
        covariance[i * FACTOR_COUNT + j]! += root[i * FACTOR_COUNT + k]! * root[j * FACTOR_COUNT + k]!;
  return {
    day: day('2021-06-30'),
    horizon: 21,
    styles: draw(N * STYLE_COUNT, 1),
    industry: Uint8Array.from({ length: N }, (_, i) => i % 26),
    covariance,
    specificVolatility: draw(N, 0.02).map(Math.abs),
  };
}

/** The same risk by brute force: the full N×N covariance of returns. */
function denseCovariance(s: RiskSnapshot): number[][] {
  const x = Array.from({ length: N }, (_, i) =>
    Array.from({ length: FACTOR_COUNT }, (_, k) => {
      if (k === 0) return 1;
      if (k < INDUSTRY_AT) return s.styles[i * STYLE_COUNT + k - STYLE_AT]!;
      return s.industry[i] === k - INDUSTRY_AT ? 1 : 0;
    }),
  );
  return x.map((a, i) =>
    x.map((b, j) => {
      let v = i === j ? s.specificVolatility[i]! ** 2 : 0;
      for (let k = 0; k < FACTOR_COUNT; k++)
        for (let l = 0; l < FACTOR_COUNT; l++) v += a[k]! * s.covariance[k * FACTOR_COUNT + l]! * b[l]!;
      return v;
    }),
  );
}

const weights = fc.array(fc.double({ min: -0.2, max: 0.3, noNaN: true }), { minLength: N, maxLength: N });
const holdingsOf = (w: readonly number[]): Holding[] => w.map((weight, issuer) => ({ issuer, weight }));
const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);

function riskOf(s: RiskSnapshot, w: readonly number[]) {
  const result = portfolioRisk(s, holdingsOf(w));
  if (result.kind !== 'risk') throw new Error('all thirty are covered');
  return result.risk;
}

describe('the risk of a portfolio', () => {
  const snapshot = madeSnapshot(1);
  const dense = denseCovariance(snapshot);

  test('equals that of the full covariance matrix of its holdings', () => {
    fc.assert(
      fc.property(weights, (w) => {
        const variance = sum(w.flatMap((a, i) => w.map((b, j) => a * b * dense[i]![j]!)));
        expect(riskOf(snapshot, w).volatility).toBeCloseTo(Math.sqrt(variance), 12);
      }),
      { numRuns: 30 },
    );
  });

  test('is the sum of factor and specific contributions, and of holding contributions, within 1e-10', () => {
    fc.assert(
      fc.property(weights, (w) => {
        const risk = riskOf(snapshot, w);
        expect(
          Math.abs(sum(risk.factorContributions) + risk.specificContribution - risk.volatility),
        ).toBeLessThan(1e-10);
        expect(Math.abs(sum(risk.holdings.map((h) => h.contribution)) - risk.volatility)).toBeLessThan(1e-10);
        expect(Math.hypot(risk.systematic, risk.specific)).toBeCloseTo(risk.volatility, 12);
      }),
    );
  });

  test('changes by the marginal contribution for a small change in weight', () => {
    const w = Array.from({ length: N }, (_, i) => (i % 3 ? 0.02 : 0.04));
    const risk = riskOf(snapshot, w);
    const h = 1e-6;
    for (const i of [0, 7, 29]) {
      const [up, down] = [h, -h].map(
        (d) =>
          riskOf(
            snapshot,
            w.map((x, j) => (j === i ? x + d : x)),
          ).volatility,
      );
      expect((up! - down!) / (2 * h)).toBeCloseTo(risk.holdings[i]!.marginal, 7);
    }
  });

  test('of an empty portfolio is zero, not NaN', () => {
    const risk = riskOf(snapshot, Array(N).fill(0) as number[]);
    expect(
      [risk.volatility, risk.specificContribution, ...risk.factorContributions].every((x) => x === 0),
    ).toBe(true);
  });

  test('is not computed if the model does not cover a holding', () => {
    const specificVolatility = snapshot.specificVolatility.slice();
    specificVolatility[4] = NaN;
    const result = portfolioRisk(
      { ...snapshot, specificVolatility },
      holdingsOf(Array(N).fill(0.1) as number[]),
    );
    expect(result).toEqual({ kind: 'uncovered', issuers: [4] });
  });
});

describe('active risk', () => {
  const snapshot = madeSnapshot(2);

  test('of the benchmark itself is zero, and its beta is one', () => {
    const b = holdingsOf(Array(N).fill(1 / N) as number[]);
    const active = portfolioRisk(snapshot, activeHoldings(b, b));
    expect(active.kind === 'risk' && active.risk.volatility).toBe(0);
    expect(portfolioBeta(snapshot, b, b)).toBeCloseTo(1, 12);
  });

  test('has the variance of a difference: σp² + σb² − 2 cov', () => {
    fc.assert(
      fc.property(weights, weights, (p, b) => {
        const [hp, hb] = [holdingsOf(p), holdingsOf(b)];
        const active = portfolioRisk(snapshot, activeHoldings(hp, hb));
        const variance =
          portfolioCovariance(snapshot, hp, hp) +
          portfolioCovariance(snapshot, hb, hb) -
          2 * portfolioCovariance(snapshot, hp, hb);
        expect(active.kind === 'risk' && active.risk.volatility ** 2).toBeCloseTo(variance, 12);
      }),
      { numRuns: 30 },
    );
  });
});

describe('attribution', () => {
  const random = randomStream(3);
  const snapshot = madeSnapshot(3);
  const nowhere = new Float64Array(N).fill(NaN);
  const days = Array.from({ length: 20 }, (_, t) => {
    const factorReturns = Float64Array.from({ length: FACTOR_COUNT }, () => 0.01 * normal(random));
    const residuals = Float64Array.from({ length: N }, () => 0.02 * normal(random));
    // The regression's identity: return = exposures · factor returns + residual.
    const returns = residuals.map((e, i) => {
      let r = e + factorReturns[0]! + factorReturns[INDUSTRY_AT + snapshot.industry[i]!]!;
      for (let k = 0; k < STYLE_COUNT; k++)
        r += snapshot.styles[i * STYLE_COUNT + k]! * factorReturns[STYLE_AT + k]!;
      return r;
    });
    if (t === 5) returns[3] = NaN;
    const holdings = holdingsOf(Array.from({ length: N }, () => 0.05 * normal(random)));
    return { holdings, exposures: snapshot, factorReturns, returns, residuals, resumed: nowhere };
  });
  const alone = (issuer: number): Holding[] => [{ issuer, weight: 1 }];

  test('sums to the return of the holdings within 1e-10, with uncovered holdings separate', () => {
    const styles = snapshot.styles.slice().fill(NaN, 8 * STYLE_COUNT, 9 * STYLE_COUNT);
    const some = days.map((d, t) => (t === 6 ? { ...d, exposures: { ...snapshot, styles } } : d));
    const found = attribute(some);
    const actual = sum(
      some.flatMap((d) =>
        d.holdings.map(({ issuer, weight }) =>
          Number.isNaN(d.returns[issuer]!) ? 0 : weight * d.returns[issuer]!,
        ),
      ),
    );
    expect(Math.abs(found.total - actual)).toBeLessThan(1e-10);
    expect(sum(found.factors) + found.specific + found.uncovered).toBeCloseTo(found.total, 12);
    expect(found.uncovered).toBeCloseTo(days[6]!.holdings[8]!.weight * days[6]!.returns[8]!, 12);
  });

  test('has the regression residual as specific return', () => {
    const d = days[2]!;
    expect(attribute([{ ...d, holdings: alone(4) }]).specific).toBeCloseTo(d.residuals[4]!, 14);
  });

  test('assigns a style without a factor return to the specific part, and the parts still sum', () => {
    const d = days[0]!;
    const factorReturns = d.factorReturns.slice();
    factorReturns[STYLE_AT + 4] = NaN;
    const found = attribute([{ ...d, holdings: alone(4), factorReturns }]);
    expect(found.factors[STYLE_AT + 4]).toBe(0);
    const ofStyle = snapshot.styles[4 * STYLE_COUNT + 4]! * d.factorReturns[STYLE_AT + 4]!;
    expect(found.specific).toBeCloseTo(d.residuals[4]! + ofStyle, 14);
    expect(found.total).toBeCloseTo(d.returns[4]!, 14);
  });

  test('of a stock whose industry has no return counts market and styles, and the rest as specific', () => {
    const d = days[0]!;
    const factorReturns = d.factorReturns.slice();
    factorReturns[INDUSTRY_AT + 25] = NaN;
    const found = attribute([{ ...d, holdings: alone(snapshot.industry.indexOf(25)), factorReturns }]);
    expect(found.factors[0]).toBe(d.factorReturns[0]);
    expect(found.uncovered).toBe(0);
    expect(found.total).toBeCloseTo(d.returns[25]!, 14);
  });

  test('counts the return over a long suspension as uncovered, on the day on which the stock trades again', () => {
    const d = days[0]!;
    const returns = d.returns.slice();
    const resumed = nowhere.slice();
    [returns[7], resumed[7]] = [NaN, -0.0604];
    const found = attribute([{ ...d, holdings: [{ issuer: 7, weight: 0.5 }], returns, resumed }]);
    expect(found).toMatchObject({ uncovered: -0.0302, total: -0.0302, specific: 0 });
  });

  test('of a day without a regression is entirely uncovered', () => {
    const d = days[0]!;
    const factorReturns = new Float64Array(FACTOR_COUNT).fill(NaN);
    expect(attribute([{ ...d, holdings: alone(1), factorReturns }])).toMatchObject({
      uncovered: d.returns[1],
      total: d.returns[1],
    });
  });
});
