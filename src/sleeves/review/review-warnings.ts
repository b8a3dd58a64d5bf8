import { iso } from '../../market/day.ts';
import type { Problem } from '../../market/problem.ts';
import { completedReviews, infeasibleReviews, type SleeveHistory } from '../sleeve-history.ts';

/** Warnings about built sleeves: survivorship bias, and reviews that could not be completed. */
export function reviewWarnings(
  histories: Readonly<Record<string, SleeveHistory>>,
  simulated: boolean,
): Problem[] {
  return [
    ...(simulated ? [] : [SURVIVORSHIP]),
    ...Object.entries(histories).flatMap(([id, history]) => infeasibleReviewWarnings(id, history)),
  ];
}

const SURVIVORSHIP: Problem = {
  severity: 'note',
  code: 'survivorship',
  about: 'sleeves',
  message:
    'sleeves are selected from the imported stocks. If these are the constituents of today’s indices, failed companies are missing and the returns of every sleeve are overstated (survivorship bias).',
  remedy: '',
};

function infeasibleReviewWarnings(id: string, history: SleeveHistory): Problem[] {
  const infeasible = infeasibleReviews(history);
  const latest = infeasible.at(-1);
  const completed = completedReviews(history).length;
  if (completed === 0) {
    const message = latest
      ? `has never had constituents. Its last review (cut-off ${iso(latest.cutOff)}) failed: ${latest.reason}.`
      : 'has had no review: the sessions do not span a cut-off and the change that follows it.';
    const remedy =
      'Import more stocks or earlier prices, or adapt the definition of the sleeve to the imported market.';
    return [{ severity: 'warning', code: 'never-held', about: id, message, remedy }];
  }
  if (!latest) return [];
  return [
    {
      severity: 'warning',
      code: 'review-infeasible',
      about: id,
      message: `${infeasible.length} of ${completed + infeasible.length} reviews could not be completed and left the constituents unchanged. The last of them (cut-off ${iso(latest.cutOff)}) failed: ${latest.reason}.`,
      remedy: 'Relax the rules of its definition if these reviews matter.',
    },
  ];
}
