import { riskIssuers, sleeveIssuers } from '../../../decision/stocks/companies.ts';
import type { ResearchedFactor } from '../../../validation/factors/result.ts';
import { researchSleeves } from '../../../validation/factors/validate-sleeves.ts';
import type { Yardstick } from '../../../validation/factors/inputs/benchmark.ts';
import { iso } from '../../../market/day.ts';
import { type Problem, userError } from '../../../market/problem.ts';
import type { Store } from '../../../market/store/store.ts';
import { missingSessions } from '../../../sleeves/characteristics/missing-sessions.ts';
import { advanceResearch, newResearchBuild, ownHistories } from '../../../validation/factors/build.ts';
import { reviewProblems } from '../../../sleeves/review/review-warnings.ts';
import type { SleeveRules } from '../../../sleeves/sleeve-rules.ts';
import { stopOnInterrupt } from '../../shared/interrupt.ts';
import type { Io } from '../../shared/io.ts';
import { stepProgress } from '../../shared/progress.ts';
import { BEGINNING } from '../../shared/with-store.ts';
import type { ResearchOptions } from './sleeves-research.ts';

/**
 * Builds the sleeves and all that is tried of them from the store's shares. None where there are no shares and no sleeve was
 * named.
 *
 * @throws UserError where one was.
 */
export async function researchShares(
  store: Store,
  rules: SleeveRules,
  yardstick: Yardstick,
  { sleeve, quiet }: ResearchOptions,
  io: Io,
): Promise<{ readonly factors: readonly ResearchedFactor[]; readonly problems: readonly Problem[] }> {
  const { to, sessions } = yardstick.period;
  const market = await store.stocks({ from: BEGINNING, to, asOf: to });
  if (market.issuers.length === 0) {
    if (!sleeve) return { factors: [], problems: [] };
    throw userError(
      'no-shares',
      store.file,
      `holds no prices of single shares known by ${iso(to)}.`,
      'Import bhavcopies or stock panels with `trrm import`, or choose a later --to.',
    );
  }
  const { issuers: companies, problems } = riskIssuers(market.issuers);
  const issuers = sleeveIssuers(companies);
  const research = newResearchBuild(issuers, rules, market.facts);
  const interrupt = stopOnInterrupt();
  const progress = stepProgress(io, quiet === true);
  try {
    let [done, all] = [0, 0];
    for await (const slice of market.slices()) {
      interrupt.signal.throwIfAborted();
      advanceResearch(research, slice);
      // Shares seldom reach back as far as the Nifty.
      all ||= sessions.filter((d) => d >= slice.day && d <= to).length;
      progress.update(`Sleeves and their variants, ${iso(slice.day)}`, ++done, all);
    }
  } finally {
    progress.stop();
    interrupt.release();
  }
  return {
    factors: researchSleeves(research, rules, yardstick, store.simulated),
    problems: [
      ...problems,
      ...market.problems(),
      ...research.build.problems,
      ...missingSessions(research.build.days, sessions),
      ...reviewProblems(ownHistories(research), store.simulated),
    ],
  };
}
