import { measureSleeves, type MeasuredSleeve } from '../../../allocations/risk-model/sleeve-exposures.ts';
import { scoreSleeve } from '../../../allocations/risk-model/score.ts';
import { correlationsOf, sleeveCovariance } from '../../../allocations/risk-model/sleeve-covariance.ts';
import { DEFAULT_ALLOCATION_RULES } from '../../../allocations/rules.ts';
import type { SleeveId } from '../../../allocations/positions.ts';
import type { Regime } from '../../../regimes/regime.ts';
import { stockSnapshot, type MarketSpec } from './stock-snapshot.fixture.ts';
import { holdingExposures } from '../../../allocations/risk-model/sleeve-exposures.ts';

// Two stocks of equal size in one industry; A is a past winner by one standard deviation, B a past loser by as much, so
// the market has no exposure to LTMOM. Daily variances: market 1e-4, LTMOM 4e-6, specific 1e-4 each.
const TWO: MarketSpec = {
  stocks: [
    { symbol: 'A', size: 1, styles: { LTMOM: 1 } },
    { symbol: 'B', size: 1, styles: { LTMOM: -1 } },
  ],
  sleeves: { momentum: { A: 1 }, contrarian: { B: 1 }, alpha: { A: 0.5, B: 0.5 } },
  factors: { MARKET: 0.01, LTMOM: 0.002 },
};

function scoreOf(made: MarketSpec, id: SleeveId, regime: Regime = 'bullish') {
  const stocks = stockSnapshot(made);
  const { riskModel, market } = stocks;
  const sleeve = measureSleeves(stocks).find((m) => m.id === id)!;
  if (sleeve.kind === 'unmeasured') throw new Error(sleeve.reason);
  const marketExposures = holdingExposures(riskModel, market);
  const rules = DEFAULT_ALLOCATION_RULES.model;
  return scoreSleeve({ ...sleeve, id }, { snapshot: riskModel, market, marketExposures, regime, rules });
}

describe('a sleeve’s score', () => {
  test('is alignment minus a penalty for unexplained variance, as worked out by hand', () => {
    // Variance 1e-4 + 4e-6 + 1e-4 = 2.04e-4; unexplained is A's specific variance, 1/2.04. Target 0.5, penalty 0.5.
    const s = scoreOf(TWO, 'momentum');
    expect(s.exposures.LTMOM).toBeCloseTo(1, 12);
    expect(s.alignment).toBeCloseTo(0.5, 12);
    expect(s.unexplainedVariance).toBeCloseTo(1 / 2.04, 12);
    expect(s.score).toBeCloseTo(0.5 - 0.5 / 2.04, 12);
    expect(s.purity).toBeCloseTo(1, 12);
    expect(s.volatility).toBeCloseTo(100 * Math.sqrt(2.04e-4 * 252), 10);
    // With the market: 1e-4 + ½·1e-4; the market's variance is 1e-4 + 2·¼·1e-4.
    expect(s.beta).toBeCloseTo(1, 12);
    // A minus the market is ½A − ½B: LTMOM 1, and specific risk ½ and ½.
    const trackingError = 100 * Math.sqrt((4e-6 + 0.5e-4) * 252);
    expect(s.trackingError).toBeCloseTo(trackingError, 10);
    // Information ratio 0.3, target 0.5, exposure 1, and a volatility of LTMOM of 0.2 % a day.
    expect(s.factorAlpha).toBeCloseTo(0.3 * 0.5 * 1 * 0.2 * Math.sqrt(252), 10);
  });

  test('penalises a style in the wrong direction twice: in alignment and as unexplained variance', () => {
    const s = scoreOf(TWO, 'contrarian');
    expect(s.alignment).toBeCloseTo(-0.5, 12);
    expect(s.unexplainedVariance).toBeCloseTo(1.04 / 2.04, 12);
    expect(s.purity).toBeCloseTo(0, 12);
  });

  test('is almost zero for the market itself, which has no purity', () => {
    const s = scoreOf(TWO, 'alpha');
    expect(s.alignment).toBeCloseTo(0, 12);
    expect(s.purity).toBeNull();
    expect(s.trackingError).toBeCloseTo(0, 8);
    expect(s.beta).toBeCloseTo(1, 12);
  });

  test('uses active exposures', () => {
    const tilted = { ...TWO, stocks: [{ ...TWO.stocks[0]!, size: 3 }, TWO.stocks[1]!] };
    // The market is ¾ A: LTMOM ½. A is ½ above, B 1½ below.
    expect(scoreOf(tilted, 'momentum').exposures.LTMOM).toBeCloseTo(0.5, 12);
    expect(scoreOf(tilted, 'contrarian').exposures.LTMOM).toBeCloseTo(-1.5, 12);
  });

  test('depends on the regime: bearish targets differ from bullish ones', () => {
    const calm: MarketSpec = {
      ...TWO,
      stocks: [
        { symbol: 'A', size: 1, styles: { BETA: 1, LOWVOL: -1 } },
        { symbol: 'B', size: 1, styles: { BETA: -1, LOWVOL: 1 } },
      ],
      factors: { MARKET: 0.01, BETA: 0.004, LOWVOL: 0.002 },
    };
    const lead = (regime: Regime) =>
      scoreOf(calm, 'momentum', regime).score - scoreOf(calm, 'contrarian', regime).score;
    expect(lead('bullish')).toBeGreaterThan(0);
    expect(lead('bearish')).toBeLessThan(0);
  });

  test('uses the stocks that the model covers, scaled up', () => {
    const made: MarketSpec = {
      ...TWO,
      stocks: [...TWO.stocks, { symbol: 'C', size: 1, specific: null }],
      sleeves: { momentum: { A: 0.8, C: 0.2 } },
    };
    const s = scoreOf(made, 'momentum');
    expect(s.coverage).toBeCloseTo(0.8, 12);
    expect(s.stocks).toBe(2);
    expect(s.alignment).toBeCloseTo(0.5, 12);
  });
});

test('correlations of sleeves are those of their stocks, as worked out by hand', () => {
  // A and B share the market, and their LTMOM is opposite: (1e-4 − 4e-6)/2.04e-4.
  const stocks = stockSnapshot(TWO);
  const sleeves = measureSleeves(stocks).filter(
    (m): m is MeasuredSleeve => m.kind === 'measured' && m.id !== 'nifty-50',
  );
  const correlations = correlationsOf(sleeveCovariance(stocks.riskModel, sleeves));
  const at = (id: SleeveId) => sleeves.findIndex((s) => s.id === id);
  expect(correlations[at('momentum')]![at('contrarian')]).toBeCloseTo(0.96 / 2.04, 12);
  expect(correlations.map((row, i) => row[i])).toEqual([1, 1, 1]);
});
