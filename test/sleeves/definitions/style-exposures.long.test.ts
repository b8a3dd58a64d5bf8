import { simulateEquities } from '../../../fixtures/equities/equity-market.ts';
import {
  DEFAULT_EXPOSURE_RULES,
  DEFAULT_UNIVERSE_RULES,
} from '../../../src/risk/exposures/exposure-rules.ts';
import { advanceExposures, newExposureState } from '../../../src/risk/exposures/exposures.ts';
import { INDUSTRIES, STYLE_COUNT, type Style, STYLES } from '../../../src/risk/factors.ts';
import { advanceBuild, newSleeveBuild } from '../../../src/sleeves/build.ts';
import type { Review } from '../../../src/sleeves/sleeve-history.ts';
import { DEFAULT_SLEEVE_RULES } from '../../../src/sleeves/sleeve-rules.ts';

interface Tilt {
  /** The INEC-1 style that the sleeve targets; SIZE is positive for small companies. */
  readonly style: Style;
  /** Sleeves of one group target the same thing by different characteristics, so this test does not separate them. */
  readonly group: 'rising' | 'cheap' | 'small' | 'steady' | 'sound' | 'fallen';
}

const OWN: Readonly<Record<string, Tilt>> = {
  momentum: { style: 'LTMOM', group: 'rising' },
  alpha: { style: 'LTMOM', group: 'rising' },
  value: { style: 'VALUE', group: 'cheap' },
  dividend: { style: 'EARNYIELD', group: 'cheap' },
  'small-cap': { style: 'SIZE', group: 'small' },
  'micro-cap': { style: 'SIZE', group: 'small' },
  'low-volatility': { style: 'LOWVOL', group: 'steady' },
  quality: { style: 'PROFIT', group: 'sound' },
  contrarian: { style: 'STREV', group: 'fallen' },
};

/** Over five years of 700 issuers: enough for ranks beyond 500 and for five-year returns. */
const market = simulateEquities({ issuers: 700, from: '2014-04-01', to: '2019-07-31' });

test('each of the nine sleeves has a higher exposure to its own style than sleeves of other groups, and than to their styles', () => {
  const issuers = market.issuers.map(({ isin, symbol, name, industry }) => {
    const sector = INDUSTRIES[industry]!;
    return { isin, symbol, name, sector, isFinancial: sector === 'BANKS' || sector === 'FINLSERV' };
  });
  const build = newSleeveBuild(issuers, DEFAULT_SLEEVE_RULES);
  const risk = newExposureState(market.issuers, DEFAULT_EXPOSURE_RULES, DEFAULT_UNIVERSE_RULES);
  const found = new Map<string, Float64Array[]>();
  const seen = new Map<string, number>();
  let styles = new Float64Array();
  for (const { slice } of market.days()) {
    advanceBuild(build, slice);
    for (const [id, { reviews }] of Object.entries(build.simulations)) {
      const review = reviews.at(-1);
      if (reviews.length === (seen.get(id) ?? 0) || review?.kind !== 'completed') continue;
      seen.set(id, reviews.length);
      const active = activeStyles(review, id, styles);
      if (!active.some(Number.isNaN)) found.set(id, [...(found.get(id) ?? []), active]);
    }
    styles = advanceExposures(risk, slice).styles.slice();
  }
  const average = (id: string, style: Style): number => {
    const rows = found.get(id)!.map((row) => row[STYLES.indexOf(style)]!);
    return rows.reduce((sum, x) => sum + x, 0) / rows.length;
  };
  for (const [sleeve, { style, group }] of Object.entries(OWN))
    for (const [other, theirs] of Object.entries(OWN)) {
      if (theirs.group === group) continue;
      const pair = { sleeve, style, other };
      expect({ ...pair, more: average(sleeve, style) > average(other, style) }).toEqual({
        ...pair,
        more: true,
      });
      expect({ ...pair, more: average(sleeve, style) > average(sleeve, theirs.style) }).toEqual({
        ...pair,
        more: true,
      });
    }
  // SIZE cannot separate the two: INEC-1 limits exposures to 3 standard deviations, which all companies beyond the 250
  // largest of the simulated market reach.
  expect(average('small-cap', 'SIZE')).toBeCloseTo(3, 1);
  expect(average('micro-cap', 'SIZE')).toBeCloseTo(3, 1);
  // Within a group: dividends are paid out of earnings rather than book value.
  const earningsTilt = (id: string): number => average(id, 'EARNYIELD') / average(id, 'VALUE');
  expect(earningsTilt('dividend')).toBeGreaterThan(earningsTilt('value'));
}, 240_000);

/**
 * Exposures of the constituents minus the simple mean of their universe. A size sleeve holds its whole universe, so it is
 * compared with the cap-weighted market, whose exposure is 0 in INEC-1.
 */
function activeStyles(
  review: Extract<Review, { kind: 'completed' }>,
  id: string,
  styles: Float64Array,
): Float64Array {
  const own = meanStyles(review.constituents, styles);
  if (OWN[id]!.group === 'small') return own;
  const outside = new Set(review.screening[0]!.excluded.flatMap((e) => e.issuers));
  const parent = market.issuers.flatMap((_, issuer) => (outside.has(issuer) ? [] : [{ issuer, weight: 1 }]));
  const base = meanStyles(parent, styles);
  return own.map((x, k) => x - base[k]!);
}

/** Weighted means over the stocks with exposures; NaN if there are none. */
function meanStyles(
  names: readonly { readonly issuer: number; readonly weight: number }[],
  styles: Float64Array,
): Float64Array {
  const there = names.filter(({ issuer }) => !Number.isNaN(styles[issuer * STYLE_COUNT] ?? NaN));
  const whole = there.reduce((sum, n) => sum + n.weight, 0);
  return Float64Array.from(
    STYLES,
    (_, k) =>
      there.reduce((sum, n) => sum + (n.weight / whole) * styles[n.issuer * STYLE_COUNT + k]!, 0) /
      (whole > 0 ? 1 : NaN),
  );
}
