import type { AllocationRules } from '../../../allocations/rules.ts';
import { SLEEVES } from '../../../allocations/positions.ts';
import type { ProxyIndex } from '../../../allocations/inverse-volatility/proxy-indices.ts';
import type { AsOfView } from '../../market/as-of.ts';
import { parseIso } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import type { SeriesId } from '../../market/series.ts';
import { pairMonths } from './inputs/monthly-returns.ts';
import { validateFactor } from './validate.ts';
import { indexReturns } from './inputs/index-returns.ts';
import type { ValidatedFactor } from './result.ts';
import type { FactorInputs } from './inputs/factor-inputs.ts';

/** The proxy indices of the sleeves. */
export const proxyIndices = (rules: AllocationRules): ProxyIndex[] =>
  SLEEVES.flatMap((sleeve) => rules.instruments[sleeve] ?? []);

/**
 * Validates one index against the Nifty 50, from published levels.
 *
 * @throws UserError where the store has no month with levels of both.
 */
export function validateIndex(
  series: SeriesId,
  view: AsOfView,
  rules: AllocationRules,
  inputs: FactorInputs,
  simulated: boolean,
): ValidatedFactor {
  const found = indexReturns(view, series);
  if (!found) {
    throw userError(
      'no-levels',
      series,
      'the store has no month with levels of both this index and the Nifty 50.',
      'Import its history; `trrm status` lists the available series.',
    );
  }
  const { months, unmatched } = pairMonths(found.own, found.market, inputs.riskFree.in, inputs.period);
  const named = proxyIndices(rules).find((s) => s.series === series);
  return {
    id: series,
    title: named?.name ?? series,
    kind: 'index',
    benchmark: `Nifty 50, ${found.basis}`,
    unmatched,
    results: validateFactor({
      months,
      labels: inputs.labels,
      labelOf: inputs.labelOf,
      // A simulated index has no launch date.
      launched: simulated ? null : (parseIso(named?.launched ?? '') ?? 'not known'),
      survivorship: null,
      changes: null,
      roundTrip: inputs.roundTrip,
      variants: [],
      halves: [],
      ages: [],
      trials: inputs.trials.index,
    }),
  };
}
