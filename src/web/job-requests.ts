import { z } from 'zod';
import { parseIso } from '../market/day.ts';
import { usageError } from '../market/problem.ts';
import { FACTOR_COUNT } from '../risk/factors.ts';
import { type ReadScenario, readScenarios, REGIME_KEY } from '../whatif/read-scenario.ts';
import { readPageQuery, SCENARIO_IDS, type ScenarioId } from '../whatif/scenario-query.ts';
import { checkedSettings } from '../whatif/simulation/simulation-settings.ts';
import { parsePercent, parseShocks } from '../whatif/stress/shock-settings.ts';
import { MOST_PATHS } from './analyses.ts';
import type { JobStatus } from './jobs.ts';
import type { Months } from './months.ts';

/** What the page may ask for that takes seconds. */
const asOf = z.iso.date().nullable();
/** The page's state and the scenario whose rules apply; none for those in force. */
const underRules = {
  state: z.string().max(8192).default(''),
  scenario: z.enum(SCENARIO_IDS).nullable().default(null),
};
export const jobRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('month'), asOf }),
  z.strictObject({
    kind: z.literal('stress'),
    asOf,
    ...underRules,
    shocks: z.array(z.string().max(80)).max(FACTOR_COUNT),
    loss: z.string().max(20).nullable(),
  }),
  z.strictObject({
    kind: z.literal('simulation'),
    asOf,
    ...underRules,
    months: z.number(),
    paths: z.number().max(MOST_PATHS),
    seed: z.number(),
    law: z.enum(['t', 'normal', 'blocks']),
  }),
]);

/** Starts what a request asks for. @throws UserError for shocks or settings that cannot be read. */
export function startJob(months: Months, request: z.infer<typeof jobRequest>): JobStatus {
  const day = request.asOf === null ? null : parseIso(request.asOf);
  if (request.kind === 'month') return months.load(day);
  const scenario = scenarioOf(request);
  if (request.kind === 'simulation') {
    const { months: length, paths, seed, law } = request;
    const settings = { months: length, paths, seed, law };
    checkedSettings(settings);
    return months.simulate(day, settings, scenario);
  }
  const { shocks, loss } = request;
  const target = loss === null ? null : parsePercent(loss);
  if (loss !== null && target === null)
    throw usageError('loss', `“${loss}” is not a percentage.`, 'Write, for instance, -10%.');
  return months.stress(
    day,
    {
      ...(shocks.length > 0 && { shocks: parseShocks(shocks) }),
      ...(target !== null && { loss: target }),
    },
    scenario,
  );
}

/** The scenario that a request names; null for none. @throws UserError where a rule of it cannot be read. */
function scenarioOf({
  state,
  scenario: id,
}: {
  readonly state: string;
  readonly scenario: ScenarioId | null;
}): ReadScenario | null {
  const { scenarios, problems } = readScenarios(readPageQuery(state));
  // Levels do not enter, so that their mistakes do not matter.
  const faulty = problems.find(
    ({ scenario, key }) =>
      id !== null && scenario === id && (key === null || key === REGIME_KEY || key.includes('.')),
  );
  if (faulty) throw usageError(faulty.key ?? 'scenario', faulty.message, '');
  return scenarios.find((s) => s.id === id) ?? null;
}
