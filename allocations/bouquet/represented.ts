import type { SleeveAllocation } from '../allocation.ts';
import { inWords, listed, plainPercent } from '../../src/format/words.ts';
import type { Problem } from '../../src/market/problem.ts';

/** Below this fraction of its bouquet a portfolio does not represent the rule book (our choice: half). */
export const LEAST_REPRESENTED = 0.5;

/** Fraction of the regime's bouquet in sleeves that can be held. */
export function representedFraction(sleeves: readonly SleeveAllocation[]): number {
  const sum = (lines: readonly SleeveAllocation[]) => lines.reduce((total, line) => total + line.bouquet, 0);
  return sum(sleeves.filter(({ instrument }) => instrument !== null)) / sum(sleeves);
}

/** Warns if the sleeves that can be held are less than half of the bouquet. */
export function notRepresentedWarning(sleeves: readonly SleeveAllocation[]): Problem[] {
  const represented = representedFraction(sleeves);
  if (!(represented < LEAST_REPRESENTED)) return [];
  const held = sleeves.filter(({ instrument, bouquet }) => instrument !== null && bouquet > 0);
  return [
    {
      severity: 'warning',
      code: 'thin-bouquet',
      about: 'allocation',
      message: `Only ${listed(held.map(({ id }) => inWords(id)))} (${plainPercent(represented)} of the bouquet) can be held; the result does not represent the rule book’s allocation.`,
      remedy: 'Import the index histories of the other sleeves before acting on it.',
    },
  ];
}
