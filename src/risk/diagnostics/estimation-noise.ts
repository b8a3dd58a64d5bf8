import { FACTOR_GROUPS, type FactorGroup } from '../covariance/factor-groups.ts';
import type { FactorForecast } from '../covariance/factor-forecast.ts';
import { FACTOR_COUNT } from '../factors.ts';

/**
 * How much of the variance of estimated factor returns is error of the regressions that estimate them: Σₖ Ēₖₖ / Σₖ Fₖₖ over the
 * factors of a group, before the error is removed from the forecast. Few stocks in a model make much of it.
 *
 * @returns fractions by group, and of all factors together; null where the rules do not estimate the error.
 */
export function estimationNoise({
  covariance,
  meanError,
  rules,
}: FactorForecast): Readonly<Record<FactorGroup | 'all', number>> | null {
  if (!rules.estimationError.remove) return null;
  const fraction = (from: number, to: number): number => {
    let [error, variance] = [0, 0];
    for (let k = from; k < to; k++) {
      error += meanError[k * FACTOR_COUNT + k]!;
      variance += covariance[k * FACTOR_COUNT + k]!;
    }
    return error / variance;
  };
  const groups = FACTOR_GROUPS.map(({ id, from, to }) => [id, fraction(from, to)] as const);
  return { ...(Object.fromEntries(groups) as Record<FactorGroup, number>), all: fraction(0, FACTOR_COUNT) };
}
