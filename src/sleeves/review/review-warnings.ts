import { iso } from '../../market/day.ts';
import type { Problem } from '../../market/problem.ts';
import { carriedOut, missed, type SleeveHistory } from '../sleeve-history.ts';

/** What a reader of sleeves must know: what the store cannot tell them, and which reviews could not be carried out. */
export function reviewProblems(
  histories: Readonly<Record<string, SleeveHistory>>,
  simulated: boolean,
): Problem[] {
  return [
    ...(simulated
      ? []
      : [
          note(
            'survivorship',
            'sleeves choose among the shares that were imported: where these are the members of today’s indices, companies that have failed are missing, and every sleeve looks better than it was.',
          ),
        ]),
    ...Object.entries(histories).flatMap(([id, history]) => missedReviews(id, history)),
  ];
}

function missedReviews(id: string, history: SleeveHistory): Problem[] {
  const infeasible = missed(history);
  const newest = infeasible.at(-1);
  if (carriedOut(history).length === 0) {
    const why = newest
      ? `has never had members: at the last review, with data to ${iso(newest.cutOff)}, ${newest.reason}.`
      : 'has had no review: the sessions do not reach from a cut-off to a change.';
    const remedy = 'Import more shares or earlier prices, or define the sleeve for the market at hand.';
    return [{ severity: 'warning', code: 'never-held', about: id, message: why, remedy }];
  }
  if (!newest) return [];
  return [
    {
      severity: 'warning',
      code: 'review-infeasible',
      about: id,
      message: `${infeasible.length} of ${carriedOut(history).length + infeasible.length} reviews could not be carried out, and what was held was held on; in the last of them, with data to ${iso(newest.cutOff)}, ${newest.reason}.`,
      remedy: 'Widen the limits of its definition, or take it as it is.',
    },
  ];
}

const note = (code: string, message: string): Problem => ({
  severity: 'note',
  code,
  about: 'sleeves',
  message,
  remedy: '',
});
