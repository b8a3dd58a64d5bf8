import type { SleeveRules } from '../../sleeves/sleeve-rules.ts';
import { isSurvivorshipFree } from './survivorship.ts';
import { pairMonths } from './inputs/monthly-returns.ts';
import { validateFactor } from './validate.ts';
import { type NamedReturns, returnsOfBuild, type FactorBuild } from './build.ts';
import type { ValidatedFactor } from './result.ts';
import type { FactorInputs } from './inputs/factor-inputs.ts';

/** Validates the sleeves of a build that has processed all sessions, against the cap-weighted market of all stocks. */
export function validateSleeves(
  build: FactorBuild,
  rules: SleeveRules,
  { period, riskFree, labels, labelOf, roundTrip, trials }: FactorInputs,
  simulated: boolean,
): ValidatedFactor[] {
  const { market, sleeves } = returnsOfBuild(build);
  const paired = (returns: NamedReturns['returns']) => pairMonths(returns, market, riskFree.in, period);
  const named = (all: readonly NamedReturns[]) =>
    all.map(({ name, returns }) => ({ name, months: paired(returns).months }));
  return Object.entries(sleeves).map(([id, found]) => {
    const { months, unmatched } = paired(found.own);
    return {
      id,
      title: rules[id]!.title,
      kind: 'sleeve',
      unmatched,
      benchmark: 'all stocks in the store weighted by market value, both with dividends',
      results: validateFactor({
        months,
        labels,
        labelOf,
        launched: null,
        survivorship:
          simulated || isSurvivorshipFree(rules[id]!.universe, build.facts)
            ? 'free of bias'
            : 'possibly biased',
        changes: found.changes,
        roundTrip,
        variants: named(found.variants),
        halves: named(found.halves),
        ages: named(found.ages),
        trials: trials.sleeve,
      }),
    };
  });
}
