import { simulateEquities } from '../../fixtures/equities/equity-market.ts';
import { DEFAULT_EXPOSURE_RULES, DEFAULT_UNIVERSE_RULES } from '../../src/risk/exposure-rules.ts';
import { advanceExposures, newExposureState } from '../../src/risk/exposures.ts';
import { INDUSTRIES, STYLE_COUNT, type Style, STYLES } from '../../src/risk/factors.ts';
import { advanceBuild, newSleeveBuild } from '../../src/sleeves/build.ts';
import type { Review } from '../../src/sleeves/sleeve-history.ts';
import { DEFAULT_SLEEVE_RULES } from '../../src/sleeves/sleeve-rules.ts';

/** The style of INEC-1 that each sleeve is made to have; SIZE is positive for small companies. */
const OWN: Readonly<Record<string, Style>> = {
  momentum: 'LTMOM',
  value: 'VALUE',
  'small-cap': 'SIZE',
  'low-volatility': 'LOWVOL',
  quality: 'PROFIT',
  contrarian: 'STREV',
};

/** Six years of five hundred companies: room for ranks 251 to 500, not for those beyond, and for a return from five years ago. */
const market = simulateEquities({ issuers: 500, from: '2014-04-01', to: '2020-01-31' });

test('each sleeve has more of its own style than any other sleeve has, and more than of any other sleeve’s', () => {
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
  for (const [sleeve, style] of Object.entries(OWN))
    for (const [other, theirs] of Object.entries(OWN)) {
      if (other === sleeve) continue;
      const told = { sleeve, style, other };
      expect({ ...told, more: average(sleeve, style) > average(other, style) }).toEqual({
        ...told,
        more: true,
      });
      expect({ ...told, more: average(sleeve, style) > average(sleeve, theirs) }).toEqual({
        ...told,
        more: true,
      });
    }
});

/** Exposures of the members less the plain mean of those of the universe they are from (all shares for a size sleeve). */
function activeStyles(
  review: Extract<Review, { kind: 'carried-out' }>,
  id: string,
  styles: Float64Array,
): Float64Array {
  const outside = new Set(id.endsWith('-cap') ? [] : review.funnel[0]!.excluded.flatMap((e) => e.issuers));
  const parent = market.issuers.flatMap((_, issuer) => (outside.has(issuer) ? [] : [{ issuer, weight: 1 }]));
  const own = meanStyles(review.members, styles);
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
