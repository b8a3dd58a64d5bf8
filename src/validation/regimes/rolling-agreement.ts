import type { Regime } from '../../../regimes/regime.ts';
import { cohenKappa, contingency } from './measures/agreement.ts';
import type { RegimeValidation } from './result.ts';

/** Agreement of each classifier with the dated bear markets over the window that ends with a month. */
export interface WindowAgreement {
  /** Last month-end of the window, ISO. */
  readonly to: string;
  /** Months of the window whose phase is settled. */
  readonly settled: number;
  /** Cohen's κ by classifier, in the order of the validation; null where it is not defined or too few months are labelled. */
  readonly kappa: readonly (number | null)[];
}

/** Months of a window: five years. */
export const WINDOW_MONTHS = 60;
/** Of these, the least that must be labelled and settled (our choice). */
const LEAST = 48;

/**
 * Cohen's κ of bear against not bear over rolling windows, one for each year, that of the last settled month first.
 *
 * A window without a bear month, or one that a classifier never calls bearish, has no κ, or one of 0: five years often hold a
 * single bear market.
 */
export function rollingAgreement({
  months,
  bear,
  classifiers,
}: Pick<RegimeValidation, 'months' | 'bear' | 'classifiers'>): WindowAgreement[] {
  const last = bear.findLastIndex((phase) => phase !== null);
  const ends: number[] = [];
  for (let end = last; end >= WINDOW_MONTHS - 1; end -= 12) ends.push(end);
  return ends.map((end) => {
    const window = Array.from({ length: WINDOW_MONTHS }, (_, i) => end - WINDOW_MONTHS + 1 + i);
    return {
      to: months[end]!,
      settled: window.filter((i) => bear[i] !== null).length,
      kappa: classifiers.map(({ labels }) => kappaOver(window, labels, bear)),
    };
  });
}

function kappaOver(
  window: readonly number[],
  labels: readonly (Regime | null)[],
  bear: readonly (boolean | null)[],
): number | null {
  const known = window.filter((i) => labels[i] && bear[i] !== null);
  if (known.length < LEAST) return null;
  const kappa = cohenKappa(
    contingency(
      known.map((i) => labels[i] === 'bearish'),
      known.map((i) => bear[i]!),
    ),
  );
  return Number.isFinite(kappa) ? kappa : null;
}
