import type { AllocationRules } from '../../../allocations/rules.ts';
import { SLEEVES } from '../../../allocations/positions.ts';
import type { StandIn } from '../../../allocations/inverse-volatility/proxy-indices.ts';
import type { AsOfView } from '../../market/as-of.ts';
import { parseIso } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import type { SeriesId } from '../../market/series.ts';
import { pairMonths } from './inputs/monthly-returns.ts';
import { researchFactor } from './validate.ts';
import { indexReturns } from './inputs/index-returns.ts';
import type { ResearchedFactor } from './result.ts';
import type { Yardstick } from './inputs/benchmark.ts';

/** The indices that stand for sleeves, by their series. */
export const standIns = (rules: AllocationRules): StandIn[] =>
  SLEEVES.flatMap((sleeve) => rules.instruments[sleeve] ?? []);

/**
 * Research on one index's levels against the Nifty 50's.
 *
 * @throws UserError where the store has no month of both.
 */
export function researchIndex(
  series: SeriesId,
  view: AsOfView,
  rules: AllocationRules,
  yardstick: Yardstick,
  simulated: boolean,
): ResearchedFactor {
  const found = indexReturns(view, series);
  if (!found) {
    throw userError(
      'no-levels',
      series,
      'the store has no levels of this index beside the Nifty 50’s.',
      'Import its history; `trrm status` lists the series at hand.',
    );
  }
  const { months, unmatched } = pairMonths(found.own, found.market, yardstick.riskless.in, yardstick.period);
  const named = standIns(rules).find((s) => s.series === series);
  return {
    id: series,
    title: named?.name ?? series,
    kind: 'index',
    against: found.kind === 'total' ? 'Nifty 50, both with dividends' : 'Nifty 50, both without dividends',
    unmatched,
    research: researchFactor({
      months,
      labels: yardstick.labels,
      labelOf: yardstick.labelOf,
      // What is simulated was launched by nobody.
      launched: simulated ? null : (parseIso(named?.launched ?? '') ?? 'not known'),
      failedCompanies: null,
      changes: null,
      roundTrip: yardstick.roundTrip,
      variants: [],
      halves: [],
      ages: [],
      trials: yardstick.trials.index,
    }),
  };
}
