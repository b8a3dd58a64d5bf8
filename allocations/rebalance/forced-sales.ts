import type { Problem } from '../../src/market/problem.ts';
import type { SleeveAllocation } from '../allocation.ts';
import type { OpeningHoldings } from '../holdings/opening.ts';
import { plainPercent } from '../../src/format/words.ts';

/** Warns of sleeves that are sold only because the store has neither an index nor stocks to hold them by. */
export const forcedSales = (
  sleeves: readonly SleeveAllocation[],
  { openingSource, opening }: OpeningHoldings,
): Problem[] =>
  sleeves
    .filter(
      ({ id, instrument }) => openingSource.kind === 'portfolio' && (opening[id] ?? 0) > 0 && !instrument,
    )
    .map(({ id }) => ({
      severity: 'warning',
      code: 'held-without-instrument',
      about: id,
      message: `The portfolio holds ${plainPercent(opening[id]!)} in it, but the store has neither a proxy index nor stocks for it, so its target is 0 and it is sold.`,
      remedy: 'Import its index history, or the prices of its stocks, before trading.',
    }));
