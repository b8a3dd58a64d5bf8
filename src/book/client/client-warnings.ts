import { inWords, plainPercent } from '../../format/words.ts';
import type { Problem } from '../../market/problem.ts';
import type { ApproachModel } from '../model/approach-model.ts';
import type { RestrictedTarget } from '../restrictions/restricted-target.ts';

/** Sleeves of which restrictions leave nothing. */
export function emptiedSleeves({ weights, sleevesOf }: ApproachModel, target: RestrictedTarget): Problem[] {
  const sleeves = new Set([...sleevesOf.values()].flat());
  return [...sleeves].flatMap((sleeve): Problem[] => {
    const own = weights.filter(({ column }) => sleevesOf.get(column)?.includes(sleeve));
    if (own.some(({ column }) => (target.weights.get(column) ?? 0) > 0)) return [];
    return [
      {
        severity: 'warning',
        code: 'sleeve-emptied',
        about: sleeve,
        message: `Restrictions leave nothing of the sleeve ${inWords(sleeve)}; its weight is in other stocks.`,
        remedy: 'Check whether the approach still fits the client.',
      },
    ];
  });
}

const NOTHING = 1e-9;

/** Weight that no stock may take. */
export const leftInCash = ({ left }: RestrictedTarget): Problem[] =>
  left <= NOTHING
    ? []
    : [
        {
          severity: 'warning',
          code: 'freed-weight-in-cash',
          about: 'restrictions',
          message: `${plainPercent(left)} of the account stays in cash: no stock may take more of the weight that restrictions free.`,
          remedy: 'Raise the cap on a stock in the rule book, or name a substitute.',
        },
      ];
