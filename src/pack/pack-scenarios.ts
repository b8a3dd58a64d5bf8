import type { MonthlyRun } from '../decision/run/monthly-run.ts';
import type { Day } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import type { RuleBook } from '../rulebook/rule-book.ts';
import type { ReadScenario } from '../whatif/read-scenario.ts';
import { scenarioResult, type ScenarioResult } from '../whatif/scenario-results.ts';
import { suppose } from '../whatif/suppose.ts';
import { warmMonth } from '../whatif/warm-month.ts';
import type { WhatIf } from '../whatif/what-if.ts';
import type { PackScenario } from './document/pack-document.ts';

/** The month as it is, and scenarios beside it. */
export interface ComputedScenarios {
  readonly asItIs: WhatIf;
  readonly results: readonly ScenarioResult[];
}

/**
 * Computes saved scenarios on a run.
 *
 * @throws UserError for a scenario that cannot be computed as it was saved.
 */
export async function runScenarios(
  run: MonthlyRun,
  read: readonly ReadScenario[],
  asOf: Day,
  book: RuleBook,
): Promise<ComputedScenarios> {
  const warm = warmMonth({ ...run, asOf, book });
  const results: ScenarioResult[] = [];
  for (const scenario of read) {
    const { result, problems } = await scenarioResult(warm, scenario);
    // A pack is signed: a scenario that cannot be computed as it was saved is refused, not shown in part.
    if (problems.length > 0 || !result)
      throw userError(
        'scenario',
        `scenario ${scenario.name || scenario.id.toUpperCase()}`,
        problems.map((p) => p.message).join(' '),
        'Correct it in the file of scenarios.',
      );
    results.push(result);
  }
  return { asItIs: await suppose(warm, { shocks: [], forced: null, assumedBook: book }), results };
}

/** A scenario as a pack keeps it. */
export const packScenario = ({ scenario, whatIf }: ScenarioResult): PackScenario => ({
  name: scenario.name,
  set: whatIf.set,
  regime: whatIf.after.regime,
  score: whatIf.after.score,
  final: whatIf.after.allocation.final,
  turnover: whatIf.after.allocation.turnover,
  loss: whatIf.loss && whatIf.loss.return,
});
