import { iso } from '../../../src/market/day.ts';
import { modelAccuracy } from '../../../src/pack/health/model-accuracy.ts';
import type { RiskSession } from '../../../src/risk/store/daily-record.ts';
import { madeSessions } from '../../report/risk/model.fixture.ts';

/** Returns are drawn from the forecast distribution, so every forecast is right. */
const sessions = madeSessions(253);
const found = modelAccuracy(sessions)!;

/** The same sessions with half the forecast deviation of every factor and of every stock. */
const halved = sessions.map((s): RiskSession => ({
  ...s,
  factorForecast: { ...s.factorForecast!, covariance: s.factorForecast!.covariance.map((x) => x / 4) },
  specificVolatility: s.specificVolatility.map((x) => x / 2),
}));

describe('the accuracy of the risk model over a year', () => {
  test('right forecasts have a bias statistic of 1 in every family of portfolios, and lie in their bands', () => {
    expect(found.bias.map((b) => b.family)).toEqual([
      'pure factors',
      'random active',
      'fully invested',
      'optimised',
    ]);
    for (const { bias, fractionInBand } of found.bias) {
      // The mean of many portfolios, each with a standard error of √(1 ÷ 2 · 252) = 0.045.
      expect(Math.abs(bias - 1)).toBeLessThan(0.1);
      expect(fractionInBand).toBeGreaterThan(0.7);
    }
    for (const { bias } of found.specific) if (bias !== null) expect(Math.abs(bias - 1)).toBeLessThan(0.1);
  });

  test('forecasts of half the risk have exactly twice the bias, and none lies in its band', () => {
    const wrong = modelAccuracy(halved)!;
    for (const [k, { bias, fractionInBand }] of wrong.bias.entries()) {
      expect(bias).toBeCloseTo(2 * found.bias[k]!.bias, 9);
      expect(fractionInBand).toBe(0);
    }
    for (const [k, { bias }] of wrong.specific.entries()) {
      const right = found.specific[k]!.bias;
      if (right === null) expect(bias).toBeNull();
      else expect(bias).toBeCloseTo(2 * right, 9);
    }
  });

  test('R² and the number of stocks are means over the sessions with a regression', () => {
    const some = sessions.map((s, t): RiskSession =>
      t % 2 === 0 ? { ...s, rSquared: NaN } : { ...s, rSquared: t / 1000, adjustedRSquared: 0.1, stocks: t },
    );
    // The odd numbers below 253 are 1 … 251; their mean is 126.
    expect(modelAccuracy(some)).toMatchObject({
      from: iso(sessions[0]!.day),
      to: iso(sessions.at(-1)!.day),
      sessions: 253,
      rSquared: expect.closeTo(0.126, 12),
      adjustedRSquared: expect.closeTo(0.1, 12),
      stocks: expect.closeTo(126, 12),
    });
  });

  test('is none without a forecast or without a regression', () => {
    expect(modelAccuracy([])).toBeNull();
    expect(modelAccuracy(sessions.slice(0, 3).map((s) => ({ ...s, factorForecast: null })))).toBeNull();
    expect(modelAccuracy(sessions.slice(0, 3).map((s) => ({ ...s, rSquared: NaN })))).toBeNull();
  });
});
