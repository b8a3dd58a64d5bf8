import type { SleeveRules } from '../../sleeves/sleeve-rules.ts';
import { couldFailuresBeChosen } from './survivorship.ts';
import { pairMonths } from './inputs/monthly-returns.ts';
import { researchFactor } from './validate.ts';
import { type NamedReturns, researched, type ResearchBuild } from './build.ts';
import type { ResearchedFactor } from './result.ts';
import type { Yardstick } from './inputs/benchmark.ts';

/** Research on the sleeves of a build that has taken in all sessions, against all shares by market value. */
export function researchSleeves(
  build: ResearchBuild,
  rules: SleeveRules,
  { period, riskless, labels, labelOf, roundTrip, trials }: Yardstick,
  simulated: boolean,
): ResearchedFactor[] {
  const { market, sleeves } = researched(build);
  const paired = (returns: NamedReturns['returns']) => pairMonths(returns, market, riskless.in, period);
  const named = (all: readonly NamedReturns[]) =>
    all.map(({ name, returns }) => ({ name, months: paired(returns).months }));
  return Object.entries(sleeves).map(([id, found]) => {
    const { months, unmatched } = paired(found.own);
    return {
      id,
      title: rules[id]!.title,
      kind: 'sleeve',
      unmatched,
      against: 'all shares of the store by market value, both with dividends',
      research: researchFactor({
        months,
        labels,
        labelOf,
        launched: null,
        failedCompanies:
          simulated || couldFailuresBeChosen(rules[id]!.universe, build.facts) ? 'there' : 'may be missing',
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
