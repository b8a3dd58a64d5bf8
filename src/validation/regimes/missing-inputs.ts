import type { AllocationRules } from '../../../allocations/rules.ts';
import type { Problem } from '../../market/problem.ts';
import { IIMA, NIFTY } from '../../market/series.ts';

/**
 * Notes on inputs the validation lacks.
 *
 * @param factorMonths months in the factor library.
 * @param indices sleeve indices with levels in the store.
 */
export function missingInputs(factorMonths: number, rules: AllocationRules, indices: number): Problem[] {
  const note = (code: string, about: string, message: string, remedy: string): Problem => ({
    severity: 'note',
    code,
    about,
    message,
    remedy,
  });
  const named = Object.values(rules.instruments).filter((i) => i !== null).length;
  return [
    ...(factorMonths === 0
      ? [
          note(
            'no-factors',
            IIMA,
            'The store has no factor library: size, value and momentum premia are not measured, and cash earns zero.',
            'Import the monthly four-factor file of IIM Ahmedabad.',
          ),
        ]
      : []),
    ...(indices < named
      ? [
          note(
            'indices-missing',
            NIFTY,
            `${named - indices} of ${named} sleeve indices have no month in common with the Nifty 50, so their premia are not measured.`,
            'Import their index histories.',
          ),
        ]
      : []),
  ];
}
