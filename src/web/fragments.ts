import type { LevelMove } from '../../regimes/model/smallest-move.ts';
import type { LevelKey } from '../../signals/levels.ts';
import { grouped, orNone, percent } from '../format/numbers.ts';
import { scoreText } from '../report/decision/regime/call-text.ts';
import { taxText } from '../report/decision/orders/orders-text.ts';
import { html, type Markup } from '../report/page/markup.ts';
import { REGIME_NAMES } from '../report/page/names.ts';
import { scenarioColumn, type ScenarioColumn, type ScenarioColumns } from '../report/scenarios/columns.ts';
import { consequencesSection } from '../report/scenarios/consequences-section.ts';
import type { ScenarioSheet } from '../report/scenarios/page.ts';
import { labelSection } from '../report/scenarios/label-section.ts';
import { type LevelState, levelStrip, levelWords } from '../report/scenarios/levels-section.ts';
import type { ScenarioSideModel } from '../report/what-if/page-model.ts';
import { MOVES_KEY, readScenarios, REGIME_KEY, type StateProblem } from '../whatif/read-scenario.ts';
import { type PageQuery, SCENARIO_IDS, type ScenarioId } from '../whatif/scenario-query.ts';
import type { ScenarioResult } from '../whatif/scenario-results.ts';
import type { WhatIf } from '../whatif/what-if.ts';
import { basisDifference, basisOf, resultsOf, type WebMonth } from './month.ts';

/** A part of the page that depends on the scenarios, by the id of the element that holds it. */
export interface Fragment {
  readonly id: string;
  readonly content: Markup;
}

/** The state of a page with its consequences. */
export interface PageState {
  readonly month: WebMonth;
  readonly query: PageQuery;
  readonly active: ScenarioId;
  readonly results: readonly ScenarioResult[];
  readonly problems: readonly StateProblem[];
  /** What the reader must know of the whole page, such as newer data. */
  readonly notices: readonly string[];
}

export async function pageState(
  month: WebMonth,
  query: PageQuery,
  notices: readonly string[] = [],
): Promise<PageState> {
  const read = readScenarios(query);
  const { results, problems } = await resultsOf(month, read.scenarios);
  const difference = basisDifference(query.basis, basisOf(month.manifest));
  return {
    month,
    query,
    active: query.active ?? query.scenarios[0]?.id ?? SCENARIO_IDS[0],
    results,
    problems: [...read.problems, ...problems],
    notices: [...(difference === null ? [] : [difference]), ...notices],
  };
}

/** Everything that a change of scenarios may change. */
export function fragmentsOf(state: PageState): Fragment[] {
  const { month, active, results, problems, notices } = state;
  const columns = columnsOf(state);
  const own = columns.find((c) => c.id === active) ?? null;
  const result = results.find((r) => r.scenario.id === active) ?? null;
  const whatIf = result?.whatIf ?? month.asItIs;
  const side = own?.side ?? month.actual;
  const levelStates = month.levels.map((model) => levelStateOf(model, whatIf));
  const isOwn = ({ scenario, key }: StateProblem, wanted: string | null) =>
    scenario === active && key === wanted;
  const fieldKeys = new Set<string | null>([...month.levels.map((l) => l.key), REGIME_KEY, MOVES_KEY]);
  const elsewhere = problems.filter((p) => !(p.scenario === active && fieldKeys.has(p.key)));
  return [
    { id: 'notices', content: html`${notices.map((text) => html`<p class="notice">${text}</p>`)}` },
    {
      id: 'state-errors',
      content: html`${elsewhere.map((p) => html`<p class="error">${placeOf(p)}${p.message}</p>`)}`,
    },
    ...levelStates.flatMap((level): Fragment[] => {
      const { key } = level.model;
      const faults = problems.filter((p) => isOwn(p, key));
      return [
        { id: `strip-${key}`, content: levelStrip(level) },
        { id: `words-${key}`, content: levelWords(level) },
        { id: `error-${key}`, content: html`${faults.map((p) => p.message).join(' ')}` },
      ];
    }),
    ...[REGIME_KEY, MOVES_KEY].map((key): Fragment => ({
      id: `error-${key}`,
      content: html`${problems.filter((p) => isOwn(p, key)).map((p) => p.message)}`,
    })),
    { id: 'label-figures', content: labelSection(side.call) },
    {
      id: 'consequences-figures',
      content: consequencesSection({
        asOf: month.asOf,
        simulated: month.asItIs.simulated,
        actual: month.actual,
        columns: shownOf(state, columns),
      }),
    },
    { id: 'says', content: html`${saysOf(own, side)}` },
  ];
}

/** All scenarios of the state as a sheet to print. */
export const sheetOf = ({ month, results, problems, notices }: PageState): ScenarioSheet => ({
  manifest: month.manifest,
  asItIs: month.asItIs,
  actual: month.actual,
  columns: results.map(scenarioColumn),
  notices: [...notices, ...problems.map((p) => `${placeOf(p)}${p.message}`)],
});

const columnsOf = ({ results }: PageState): ScenarioColumn[] => results.map(scenarioColumn);

/** The columns that the address names, and always the one that is being changed. */
function shownOf(
  { query: { shown }, active }: PageState,
  columns: readonly ScenarioColumn[],
): ScenarioColumns['columns'] {
  if (shown === null) return columns;
  const ids = shown.includes(active) ? shown : [...shown, active];
  return ids.flatMap((id) => columns.find((c) => c.id === id) ?? []);
}

function levelStateOf(model: LevelState['model'], { set, after }: WhatIf): LevelState {
  const assumption = set.find((a) => a.kind === 'level' && a.key === model.key);
  return {
    model,
    assumption: assumption?.kind === 'level' ? assumption : null,
    changes: after.nearestChanges.flatMap(({ to, inUnits }) =>
      inUnits !== null && isMoveOf(inUnits, model.key) ? [{ to, move: inUnits }] : [],
    ),
  };
}

const isMoveOf = (move: LevelMove, key: LevelKey): boolean => move.level === key;

const placeOf = ({ scenario, key }: StateProblem): string =>
  [scenario === null ? '' : `Scenario ${scenario.toUpperCase()}`, key ?? '']
    .filter((part) => part !== '')
    .join(', ')
    .replace(/(.)$/, '$1: ');

/** One sentence for screen readers: `Bearish, S −0.47; 54 % turnover; tax ₹2.21 lakh.` */
function saysOf(column: ScenarioColumn | null, { call, allocation, orders }: ScenarioSideModel): string {
  const score = orNone(call.score, (s) => `S ${scoreText(s, call.bands)}`);
  const parts = [
    `${column?.title ?? 'As it is'}: ${REGIME_NAMES[call.regime]}, ${score}`,
    `${percent(allocation.turnover)} turnover`,
    orders.kind === 'planned'
      ? `${grouped(orders.all.count, 0)} orders, tax ${taxText(orders.tax)}`
      : 'orders not available',
  ];
  return `${parts.join('; ')}.`;
}
