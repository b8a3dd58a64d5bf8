import { levelsOf } from '../../regimes/model/history.ts';
import { LEVELS, type LevelKey } from '../../signals/levels.ts';
import type { Manifest } from '../decision/document/decision.ts';
import { iso } from '../market/day.ts';
import { scenarioSideModel, type ScenarioSideModel } from '../report/what-if/page-model.ts';
import { levelModel, type LevelModel } from '../report/scenarios/level-model.ts';
import { type Parameter, parametersOf } from '../rulebook/parameters.ts';
import type { ReadScenario, StateProblem } from '../whatif/read-scenario.ts';
import { scenarioResult, type ScenarioResult } from '../whatif/scenario-results.ts';
import { suppose } from '../whatif/suppose.ts';
import type { WarmMonth } from '../whatif/warm-month.ts';
import type { WhatIf } from '../whatif/what-if.ts';

/** A month as the page holds it: ready for questions, with what the page shows of it whatever the scenario. */
export interface WebMonth {
  readonly warm: WarmMonth;
  readonly asOf: string;
  readonly manifest: Manifest;
  /** The month as it is: a scenario that assumes nothing. */
  readonly asItIs: WhatIf;
  readonly actual: ScenarioSideModel;
  readonly levels: readonly LevelModel[];
  readonly parameters: readonly Parameter[];
  /** A scenario's consequences; the last ones are remembered. */
  readonly resultOf: (scenario: ReadScenario) => ReturnType<typeof scenarioResult>;
}

/** Scenarios remembered, so that only the one being changed is computed again. */
const MOST_RESULTS = 12;

export async function webMonth(warm: WarmMonth): Promise<WebMonth> {
  const { book, decision, called } = warm;
  const asItIs = await suppose(warm, { shocks: [], forced: null, assumedBook: book });
  const today = levelsOf(called.month.evaluated);
  const results = new Map<string, ReturnType<typeof scenarioResult>>();
  return {
    warm,
    asOf: iso(warm.asOf),
    manifest: decision.manifest,
    asItIs,
    actual: scenarioSideModel(asItIs.before, book.regimes),
    levels: (Object.keys(LEVELS) as LevelKey[]).flatMap((key) => {
      const history = warm.historyOf(key);
      return history ? [levelModel(key, today[key] ?? null, history)] : [];
    }),
    parameters: parametersOf(book),
    resultOf: (scenario) => {
      const key = JSON.stringify(scenario);
      const found = results.get(key) ?? scenarioResult(warm, scenario);
      results.delete(key);
      results.set(key, found);
      found.catch(() => results.delete(key));
      const [oldest] = results.keys();
      if (results.size > MOST_RESULTS) results.delete(oldest!);
      return found;
    },
  };
}

/** All scenarios of a page, in its order; those that cannot be computed are missing and reported. */
export async function resultsOf(
  month: WebMonth,
  scenarios: readonly ReadScenario[],
): Promise<{ readonly results: readonly ScenarioResult[]; readonly problems: readonly StateProblem[] }> {
  const all = [];
  for (const scenario of scenarios) all.push(await month.resultOf(scenario));
  return {
    results: all.flatMap(({ result }) => result ?? []),
    problems: all.flatMap(({ problems }) => problems),
  };
}

/** Fingerprints of what the figures are made from, short enough for a link: rule book, imports, holdings. */
export const basisOf = ({ rulebook, throughImport, portfolio }: Manifest): string =>
  [rulebook.slice(0, 12), throughImport, portfolio?.sha256.slice(0, 12) ?? 'none'].join('.');

const BASIS_PARTS = ['rule book', 'imports', 'holdings'];

/** What differs between the basis of a link and this one, in words; null where nothing does or the link names none. */
export function basisDifference(linked: string | null, own: string): string | null {
  if (linked === null || linked === own) return null;
  const [theirs, ours] = [linked.split('.'), own.split('.')];
  const differing = BASIS_PARTS.filter((_, i) => theirs[i] !== ours[i]);
  return `This link was made from other data (${differing.join(', ') || 'an unknown basis'}): its figures may differ from those here.`;
}
