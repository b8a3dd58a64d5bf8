import { iso } from '../market/day.ts';
import type { Problem } from '../market/problem.ts';
import type { Review, SleeveHistory } from './sleeve-history.ts';

/**
 * What a reader of the sleeves must know: what no sleeve can know of this market, and which reviews could not be
 * carried out. Reviews before a sleeve's first are its warm-up and no problem.
 */
export function reviewProblems(histories: Readonly<Record<string, SleeveHistory>>): Problem[] {
  return [
    {
      severity: 'note',
      code: 'free-float-unknown',
      about: 'sleeves',
      message: 'the store holds no free floats, so every company counts with all its shares.',
      remedy: '',
    },
    ...Object.entries(histories).flatMap(([id, { reviews }]): Problem[] => {
      const first = reviews.findIndex((r) => r.kind === 'carried-out');
      if (first < 0) {
        const last = reviews.at(-1);
        return [
          warning(
            id,
            'never-held',
            last?.kind === 'infeasible'
              ? `has never had members: at the last review, with data to ${iso(last.cutOff)}, ${last.reason}.`
              : 'has had no review: the sessions do not reach from a cut-off to a change.',
            'Import more shares or earlier prices, or define the sleeve for the market at hand.',
          ),
        ];
      }
      const missed = reviews
        .slice(first)
        .filter((r): r is Extract<Review, { kind: 'infeasible' }> => r.kind === 'infeasible');
      const newest = missed.at(-1);
      return newest
        ? [
            warning(
              id,
              'review-infeasible',
              `${missed.length} of ${reviews.length - first} reviews could not be carried out, and what was held was held on; in the last of them, with data to ${iso(newest.cutOff)}, ${newest.reason}.`,
              'Widen the limits of its definition, or take it as it is.',
            ),
          ]
        : [];
    }),
  ];
}

const warning = (about: string, code: string, message: string, remedy: string): Problem => ({
  severity: 'warning',
  code,
  about,
  message,
  remedy,
});
