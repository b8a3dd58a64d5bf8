import type { CrossSection } from '../regression/cross-section.ts';
import { STYLE_COUNT, STYLES, type Style } from '../factors.ts';

/** The cross-sectional correlation of two styles' exposures. */
export interface StyleCorrelation {
  readonly one: Style;
  readonly other: Style;
  /** Over the estimation universe, weighted by √cap like the default return regression. */
  readonly correlation: number;
}

/**
 * Correlations of all pairs of styles, by descending absolute value; pairs with a style that does not vary are
 * omitted. STREV and LTMOM deserve attention: they share two months of returns, with opposite signs.
 */
export function styleCorrelations({
  styles,
  marketCap,
  inEstimation,
}: Omit<CrossSection, 'industry'>): StyleCorrelation[] {
  const members = Array.from(inEstimation.keys()).filter((i) => inEstimation[i] === 1);
  const weight = members.map((i) => Math.sqrt(marketCap[i]!));
  const total = weight.reduce((a, b) => a + b, 0);
  const centred = STYLES.map((_, s) => {
    const column = members.map((i) => styles[i * STYLE_COUNT + s]!);
    const mean = column.reduce((a, x, k) => a + weight[k]! * x, 0) / total;
    return column.map((x) => x - mean);
  });
  const product = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, x, k) => sum + weight[k]! * x * b[k]!, 0);
  const lengths = centred.map((column) => Math.sqrt(product(column, column)));
  return STYLES.flatMap((one, a) =>
    STYLES.slice(a + 1).flatMap((other, k) => {
      const b = a + 1 + k;
      const scale = lengths[a]! * lengths[b]!;
      return scale > 0 ? [{ one, other, correlation: product(centred[a]!, centred[b]!) / scale }] : [];
    }),
  ).sort((x, y) => Math.abs(y.correlation) - Math.abs(x.correlation));
}
