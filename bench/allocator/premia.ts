import { STYLE_PREMIA, type StylePremia } from '../../fixtures/equities/factor-table.ts';
import type { ByRegime } from '../../fixtures/regime-chain.ts';

const scaled = (premia: StylePremia, of: (row: ByRegime) => ByRegime): StylePremia =>
  Object.fromEntries(Object.entries(premia).map(([style, row]) => [style, of(row)])) as StylePremia;

/** The simulated market's premia, multiplied. */
export const times = (by: number): StylePremia =>
  scaled(STYLE_PREMIA, ({ bullish, consolidation, bearish }) => ({
    bullish: by * bullish,
    consolidation: by * consolidation,
    bearish: by * bearish,
  }));

/** Premia that contradict the rule book: what it expects of bullish months comes in bearish ones, and the reverse. */
export const WRONG = scaled(STYLE_PREMIA, ({ bullish, consolidation, bearish }) => ({
  bullish: bearish,
  consolidation: -consolidation,
  bearish: bullish,
}));
