import type { CrossSection } from '../regression/regression.ts';
import { STYLE_COUNT, STYLES, type Style } from '../factors.ts';

/** Two styles and how alike their exposures are. */
export interface StyleOverlap {
  readonly one: Style;
  readonly other: Style;
  /** Over the estimation universe, weighted by √cap as the returns regression is by default. */
  readonly correlation: number;
}

/**
 * Pairs of styles by size of correlation, largest first; a pair in which one style does not vary is left out. STREV
 * with LTMOM is the pair to look at: they share two months of returns with opposite signs.
 */
export function styleOverlaps({
  styles,
  marketCap,
  inEstimation,
}: Omit<CrossSection, 'industry'>): StyleOverlap[] {
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
