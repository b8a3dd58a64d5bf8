import { riskIssuers, sleeveIssuers } from '../../../allocations/stocks/issuers.ts';
import { BEFORE_ALL_PRICES } from '../../market/as-of-date.ts';
import { displayDay, iso } from '../../market/day.ts';
import { type Problem, userError } from '../../market/problem.ts';
import type { Store } from '../../market/store/store.ts';
import { missingSessions } from '../../sleeves/characteristics/missing-sessions.ts';
import { reviewWarnings } from '../../sleeves/review/review-warnings.ts';
import type { SleeveRules } from '../../sleeves/sleeve-rules.ts';
import { advanceFactorBuild, newFactorBuild, ownHistories } from './build.ts';
import type { FactorInputs } from './inputs/factor-inputs.ts';
import type { ValidatedFactor } from './result.ts';
import { validateSleeves } from './validate-sleeves.ts';

/** How a validation that takes minutes reports and stops. */
export interface ValidationControl {
  readonly progress: (step: string, done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Builds sleeves and their variants from the store's stocks, and validates them. Without stocks, and with no sleeve
 * requested by name, the result is empty.
 *
 * @throws UserError without stocks where `required`.
 */
export async function validateSleevesOfStore(
  store: Store,
  rules: SleeveRules,
  inputs: FactorInputs,
  { required, progress, signal }: ValidationControl & { readonly required: boolean },
): Promise<{ readonly factors: readonly ValidatedFactor[]; readonly problems: readonly Problem[] }> {
  const { to, sessions } = inputs.period;
  const market = await store.stocks({ from: BEFORE_ALL_PRICES, to, asOf: to });
  if (market.issuers.length === 0) {
    if (!required) return { factors: [], problems: [] };
    throw userError(
      'no-stocks',
      store.file,
      `The store has no stock prices known by ${displayDay(to)}.`,
      'Import bhavcopies or stock panels with trrm import, or choose a later --to.',
    );
  }
  const { issuers: listed, problems } = riskIssuers(market.issuers);
  const build = newFactorBuild(sleeveIssuers(listed), rules, market.facts);
  let [done, all] = [0, 0];
  for await (const slice of market.slices()) {
    signal?.throwIfAborted();
    advanceFactorBuild(build, slice);
    // Stock prices usually begin later than the Nifty's.
    all ||= sessions.filter((d) => d >= slice.day && d <= to).length;
    progress(`Sleeves and their variants, ${iso(slice.day)}`, ++done, all);
  }
  return {
    factors: validateSleeves(build, rules, inputs, store.simulated),
    problems: [
      ...problems,
      ...market.problems(),
      ...build.build.problems,
      ...missingSessions(build.build.sessions, sessions),
      ...reviewWarnings(ownHistories(build), store.simulated),
    ],
  };
}
