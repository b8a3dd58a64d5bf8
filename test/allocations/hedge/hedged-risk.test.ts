import { sampleCovariance, sampleStandardDeviation, sampleVariance } from 'simple-statistics';
import { hedgedRisk, volatilityWithFutures } from '../../../allocations/hedge/hedged-risk.ts';
import type { AllocationRisk } from '../../../allocations/allocation.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';

describe('the volatility of a portfolio with futures', () => {
  test('is the sample deviation of r − h·r_m, for futures sold and bought', () => {
    const stream = randomStream(7).split('hedge');
    const market = Array.from({ length: 300 }, () => 0.01 * normal(stream));
    const portfolio = market.map((m) => 0.8 * m + 0.004 * normal(stream));
    const risk = {
      volatility: sampleStandardDeviation(portfolio),
      beta: sampleCovariance(portfolio, market) / sampleVariance(market),
      marketVolatility: sampleStandardDeviation(market),
    };
    for (const h of [-0.5, 0, 0.2, 0.8, 1.5]) {
      const direct = sampleStandardDeviation(portfolio.map((r, t) => r - h * market[t]!));
      expect(volatilityWithFutures(risk, h)).toBeCloseTo(direct, 12);
    }
  });

  test('is least, the residual volatility, where beta is hedged away', () => {
    const risk = { volatility: 20, beta: 1.2, marketVolatility: 15 };
    expect(volatilityWithFutures(risk, 1.2)).toBeCloseTo(Math.sqrt(400 - 324), 12);
    for (const h of [1.1, 1.3])
      expect(volatilityWithFutures(risk, h)).toBeGreaterThan(volatilityWithFutures(risk, 1.2));
  });
});

describe('risk before and after with futures', () => {
  const risk: AllocationRisk = {
    kind: 'estimated',
    volatility: 20,
    beta: 1.1,
    returns: 252,
    marketVolatility: 16,
  };

  test('lowers beta by the contract value sold', () => {
    const found = hedgedRisk({ basis: '', opening: risk, final: risk }, { opening: 0, final: 0.35 })!;
    expect(found.opening).toEqual({ volatility: 20, beta: 1.1, futures: 0 });
    expect(found.final.beta).toBeCloseTo(0.75, 12);
    expect(found.final.futures).toBe(-0.35);
    expect(found.final.volatility).toBeCloseTo(Math.sqrt(400 - 2 * 0.35 * 1.1 * 256 + 0.35 ** 2 * 256), 12);
  });

  test('is absent without futures, and where the risk after is not known', () => {
    expect(hedgedRisk({ basis: '', opening: risk, final: risk }, { opening: 0, final: 0 })).toBeNull();
    const unknown: AllocationRisk = { kind: 'unavailable', reason: 'none' };
    expect(hedgedRisk({ basis: '', opening: risk, final: unknown }, { opening: 0.1, final: 0.1 })).toBeNull();
    expect(
      hedgedRisk({ basis: '', opening: unknown, final: risk }, { opening: 0.1, final: 0.1 })!.opening,
    ).toBeNull();
  });
});
