import { measureSleeves } from '../../../allocations/risk-model/sleeve-exposures.ts';
import { scoreSleeve } from '../../../allocations/risk-model/score.ts';
import { correlationsOf, sleeveCovariance } from '../../../allocations/risk-model/sleeve-covariance.ts';
import { DEFAULT_ALLOCATION_RULES } from '../../../allocations/rules.ts';
import type { SleeveId } from '../../../allocations/positions.ts';
import type { Regime } from '../../../regimes/regime.ts';
import { basisOf, type MadeMarket } from './stock-snapshot.fixture.ts';
import { exposuresOf } from '../../../allocations/risk-model/sleeve-exposures.ts';

// Two shares of one size and one industry; A is a past winner by one standard deviation, B a past loser by as much, so
// the market has no exposure to LTMOM. Daily variances: market 1e-4, LTMOM 4e-6, each share's own 1e-4.
const TWO: MadeMarket = {
  shares: [
    { symbol: 'A', size: 1, styles: { LTMOM: 1 } },
    { symbol: 'B', size: 1, styles: { LTMOM: -1 } },
  ],
  sleeves: { momentum: { A: 1 }, contrarian: { B: 1 }, alpha: { A: 0.5, B: 0.5 } },
  factors: { MARKET: 0.01, LTMOM: 0.002 },
};

function scoreOf(made: MadeMarket, id: SleeveId, regime: Regime = 'bullish') {
  const basis = basisOf(made);
  const { snapshot, market } = basis;
  const sleeve = measureSleeves(basis).find((m) => m.id === id)!;
  if (sleeve.kind === 'unmeasured') throw new Error(sleeve.why);
  const marketExposures = exposuresOf(snapshot, market);
  const rules = DEFAULT_ALLOCATION_RULES.model;
  return scoreSleeve(sleeve, { snapshot, market, marketExposures, regime, rules });
}

describe('a sleeve’s score', () => {
  test('is what it has of the target, less a penalty for other risk: by hand', () => {
    // Variance 1e-4 + 4e-6 + 1e-4 = 2.04e-4; neither market nor wanted is A's own, 1/2.04. Target 0.5, penalty 0.5.
    const s = scoreOf(TWO, 'momentum');
    expect(s.exposures.LTMOM).toBeCloseTo(1, 12);
    expect(s.alignment).toBeCloseTo(0.5, 12);
    expect(s.offTarget).toBeCloseTo(1 / 2.04, 12);
    expect(s.score).toBeCloseTo(0.5 - 0.5 / 2.04, 12);
    expect(s.purity).toBeCloseTo(1, 12);
    expect(s.volatility).toBeCloseTo(100 * Math.sqrt(2.04e-4 * 252), 10);
    // With the market: 1e-4 + ½·1e-4; the market's variance is 1e-4 + 2·¼·1e-4.
    expect(s.beta).toBeCloseTo(1, 12);
    // A less the market is half of A less half of B: LTMOM 1, and own risk ½ and ½.
    const trackingError = 100 * Math.sqrt((4e-6 + 0.5e-4) * 252);
    expect(s.trackingError).toBeCloseTo(trackingError, 10);
    // An information ratio of 0.3 for a score of 1.
    expect(s.expected).toBeCloseTo(0.3 * trackingError * (0.5 - 0.5 / 2.04), 10);
  });

  test('counts a style in the wrong direction against it twice: in the target and as other risk', () => {
    const s = scoreOf(TWO, 'contrarian');
    expect(s.alignment).toBeCloseTo(-0.5, 12);
    expect(s.offTarget).toBeCloseTo(1.04 / 2.04, 12);
    expect(s.purity).toBeCloseTo(0, 12);
  });

  test('of the market itself is next to nothing, and it has no purity', () => {
    const s = scoreOf(TWO, 'alpha');
    expect(s.alignment).toBeCloseTo(0, 12);
    expect(s.purity).toBeNull();
    expect(s.trackingError).toBeCloseTo(0, 8);
    expect(s.beta).toBeCloseTo(1, 12);
  });

  test('is of exposures less the market’s', () => {
    const tilted = { ...TWO, shares: [{ ...TWO.shares[0]!, size: 3 }, TWO.shares[1]!] };
    // The market is ¾ A: LTMOM ½. A has ½ more, B 1½ less.
    expect(scoreOf(tilted, 'momentum').exposures.LTMOM).toBeCloseTo(0.5, 12);
    expect(scoreOf(tilted, 'contrarian').exposures.LTMOM).toBeCloseTo(-1.5, 12);
  });

  test('turns with the regime: what bears want is not what bulls want', () => {
    const calm: MadeMarket = {
      ...TWO,
      shares: [
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

  test('rests on the shares that the model covers, scaled up', () => {
    const made: MadeMarket = {
      ...TWO,
      shares: [...TWO.shares, { symbol: 'C', size: 1, specific: null }],
      sleeves: { momentum: { A: 0.8, C: 0.2 } },
    };
    const s = scoreOf(made, 'momentum');
    expect(s.coverage).toBeCloseTo(0.8, 12);
    expect(s.names).toBe(2);
    expect(s.alignment).toBeCloseTo(0.5, 12);
  });
});

test('correlations of sleeves are those of their shares: by hand', () => {
  // A and B share the market, and their LTMOM is opposite: (1e-4 − 4e-6)/2.04e-4.
  const basis = basisOf(TWO);
  const sleeves = measureSleeves(basis).filter((m) => m.kind === 'measured');
  const correlations = correlationsOf(sleeveCovariance(basis.snapshot, sleeves));
  const at = (id: SleeveId) => sleeves.findIndex((s) => s.id === id);
  expect(correlations[at('momentum')]![at('contrarian')]).toBeCloseTo(0.96 / 2.04, 12);
  expect(correlations.map((row, i) => row[i])).toEqual([1, 1, 1]);
});
