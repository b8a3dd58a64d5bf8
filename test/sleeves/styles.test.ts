import { simulateEquities } from '../../fixtures/equities/equity-market.ts';
import { DEFAULT_EXPOSURE_RULES, DEFAULT_UNIVERSE_RULES } from '../../src/risk/exposures/exposure-rules.ts';
import { advanceExposures, newExposureState } from '../../src/risk/exposures/exposures.ts';
import { INDUSTRIES, STYLE_COUNT, type Style, STYLES } from '../../src/risk/factors.ts';
import { advanceBuild, newSleeveBuild } from '../../src/sleeves/build.ts';
import type { Review } from '../../src/sleeves/sleeve-history.ts';
import { DEFAULT_SLEEVE_RULES } from '../../src/sleeves/sleeve-rules.ts';

interface Bent {
  /** The style of INEC-1 that the sleeve is made to have; SIZE is positive for small companies. */
  readonly style: Style;
  /** Sleeves of one bent want one thing by different measures, and are not told apart by it. */
  readonly bent: 'rising' | 'cheap' | 'small' | 'steady' | 'sound' | 'fallen';
}

const OWN: Readonly<Record<string, Bent>> = {
  momentum: { style: 'LTMOM', bent: 'rising' },
  alpha: { style: 'LTMOM', bent: 'rising' },
  value: { style: 'VALUE', bent: 'cheap' },
  dividend: { style: 'EARNYIELD', bent: 'cheap' },
  'small-cap': { style: 'SIZE', bent: 'small' },
  'micro-cap': { style: 'SIZE', bent: 'small' },
  'low-volatility': { style: 'LOWVOL', bent: 'steady' },
  quality: { style: 'PROFIT', bent: 'sound' },
  contrarian: { style: 'STREV', bent: 'fallen' },
};

/** Five years and a half of 700 companies: room for ranks beyond 500, and for a return from five years ago. */
const market = simulateEquities({ issuers: 700, from: '2014-04-01', to: '2019-07-31' });

test('each of the nine sleeves has more of its own style than any of another bent has, and more than of any style of theirs', () => {
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
    for (const [id, { reviews }] of Object.entries(build.walks)) {
      const review = reviews.at(-1);
      if (reviews.length === (seen.get(id) ?? 0) || review?.kind !== 'carried-out') continue;
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
  for (const [sleeve, { style, bent }] of Object.entries(OWN))
    for (const [other, theirs] of Object.entries(OWN)) {
      if (theirs.bent === bent) continue;
      const told = { sleeve, style, other };
      expect({ ...told, more: average(sleeve, style) > average(other, style) }).toEqual({
        ...told,
        more: true,
      });
      expect({ ...told, more: average(sleeve, style) > average(sleeve, theirs.style) }).toEqual({
        ...told,
        more: true,
      });
    }
  // By size the two cannot be told apart: INEC-1 limits exposures to 3 deviations, which companies beyond the 250 largest
  // of the simulated market have.
  expect(average('small-cap', 'SIZE')).toBeCloseTo(3, 1);
  expect(average('micro-cap', 'SIZE')).toBeCloseTo(3, 1);
  // What separates those of one bent: dividends are paid out of earnings rather than out of books.
  const lean = (id: string): number => average(id, 'EARNYIELD') / average(id, 'VALUE');
  expect(lean('dividend')).toBeGreaterThan(lean('value'));
}, 240_000);

/**
 * Exposures of the members less the plain mean of those of the universe they were chosen from. A sleeve of a size is told
 * against the market by capitalisation, which is the 0 of INEC-1: its universe is all that it holds.
 */
function activeStyles(
  review: Extract<Review, { kind: 'carried-out' }>,
  id: string,
  styles: Float64Array,
): Float64Array {
  const own = meanStyles(review.members, styles);
  if (OWN[id]!.bent === 'small') return own;
  const outside = new Set(review.funnel[0]!.excluded.flatMap((e) => e.issuers));
  const parent = market.issuers.flatMap((_, issuer) => (outside.has(issuer) ? [] : [{ issuer, weight: 1 }]));
  const base = meanStyles(parent, styles);
  return own.map((x, k) => x - base[k]!);
}

/** Weighted means over the names that have exposures; NaN where none has. */
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
