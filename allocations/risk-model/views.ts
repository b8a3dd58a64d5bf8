import { blackLitterman } from '../../src/math/black-litterman.ts';
import { displayDay, day, iso, type Day } from '../../src/market/day.ts';
import { type Problem, userError } from '../../src/market/problem.ts';
import { inWords, listed, plainPercent } from '../../src/format/words.ts';
import type { SleeveId } from '../positions.ts';
import type { SleeveView } from './result.ts';
import type { ViewRule } from './view-rules.ts';

/** Expected active returns a year after the views, decimals, and the views that were applied. */
export interface ReturnsWithViews {
  /** [S] */
  readonly expected: Float64Array;
  readonly applied: readonly SleeveView[];
  /** Views in force on a sleeve that is not held, and so not applied. */
  readonly unused: readonly ViewRule[];
}

/** The views in force on a day, both ends included. */
export const viewsOn = (views: readonly ViewRule[], on: Day): ViewRule[] =>
  views.filter((v) => v.from <= iso(on) && iso(on) <= v.expires);

/**
 * Combines factor alphas with the committee's views (Black and Litterman 1992; confidence after Idzorek 2005): the prior is
 * the factor alphas, its uncertainty a multiple of the sleeves' active covariance. The multiple has no effect, because the
 * error of a view is stated in proportion to it. Only expected returns change; the covariance stays that of INEC-1 (our
 * choice: He and Litterman add the uncertainty of the mean, which is small beside it).
 *
 * @param ids [S] the sleeves. @param alphas [S] factor alphas. @param activeCovariance [S × S] row-major, of the sleeves'
 *   returns over the market's; only called if there are views.
 * @throws UserError if certain views repeat or contradict each other.
 */
export function withSleeveViews(
  ids: readonly SleeveId[],
  alphas: Float64Array,
  activeCovariance: () => Float64Array,
  views: readonly ViewRule[],
): ReturnsWithViews {
  const isHeld = (id: SleeveId | null): boolean => id === null || ids.includes(id);
  const usable = views.filter((v) => isHeld(v.sleeve) && isHeld(v.over));
  const unused = views.filter((v) => !usable.includes(v));
  if (usable.length === 0) return { expected: alphas, applied: [], unused };
  const pick = ({ sleeve, over }: ViewRule): number[] =>
    ids.map((id) => (id === sleeve ? 1 : id === over ? -1 : 0));
  const posterior = blackLitterman(alphas, activeCovariance(), 1, {
    picks: Float64Array.from(usable.flatMap(pick)),
    returns: Float64Array.from(usable, (v) => v.return),
    confidence: Float64Array.from(usable, (v) => v.confidence),
  });
  if (posterior === null)
    throw userError(
      'views',
      'allocations.model.views',
      'certain views repeat or contradict each other.',
      'Leave one out, or give confidences below 1.',
    );
  const on = (view: ViewRule, returns: Float64Array): number =>
    pick(view).reduce((sum, p, i) => sum + p * returns[i]!, 0);
  return {
    expected: posterior.expected,
    applied: usable.map((view) => ({
      ...view,
      prior: 100 * on(view, alphas),
      posterior: 100 * on(view, posterior.expected),
    })),
    unused,
  };
}

/** What a view is about, in words. */
export const viewSubject = ({ sleeve, over }: Pick<ViewRule, 'sleeve' | 'over'>): string =>
  `${inWords(sleeve)} over ${over === null ? 'the market' : inWords(over)}`;

/** One note for each view applied, and a warning for those that could not be. */
export function viewProblems({ applied, unused }: Pick<ReturnsWithViews, 'applied' | 'unused'>): Problem[] {
  return [
    ...applied.map((v): Problem => ({
      severity: 'note',
      code: 'committee-view',
      about: v.sleeve,
      message: `View of ${v.author}, ${displayDay(day(v.from))} to ${displayDay(day(v.expires))}, confidence ${plainPercent(v.confidence, 0)}: ${viewSubject(v)} returns ${plainPercent(v.return)} a year. With it the expected return is ${plainPercent(v.posterior / 100)}, without ${plainPercent(v.prior / 100)}. Reason: ${v.reason}`,
      remedy: 'Remove it from allocations.model.views when it no longer holds.',
    })),
    ...(unused.length === 0
      ? []
      : [
          {
            severity: 'warning',
            code: 'view-not-applied',
            about: 'allocations.model.views',
            message: `Views on sleeves that are not held are not applied: ${listed(unused.map(viewSubject))}.`,
            remedy: 'Leave them, or remove them from the rule book.',
          } satisfies Problem,
        ]),
  ];
}
