import type { AllocationRules } from '../../../allocations/rules.ts';
import type { Problem } from '../../market/problem.ts';
import { IIMA, NIFTY } from '../../market/series.ts';

/** What the judgement had to do without. */
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
            'The store has no factor library, so size, value and momentum premia are not judged and cash earns nothing.',
            'Import the monthly four-factor file of IIM Ahmedabad.',
          ),
        ]
      : []),
    ...(indices < named
      ? [
          note(
            'indices-missing',
            NIFTY,
            `${named - indices} of ${named} sleeve indices have no levels beside the Nifty's, so their premia are not judged.`,
            'Import their index histories.',
          ),
        ]
      : []),
  ];
}
