import {
  EMPTY_QUERY,
  type PageQuery,
  printPageQuery,
  readPageQuery,
  SCENARIO_IDS,
  type ScenarioId,
  type ScenarioText,
  settingKey,
} from '../../whatif/scenario-query.ts';

/** The state of the page, which is its address. */
let current: PageQuery = EMPTY_QUERY;

export const state = (): PageQuery => current;

export const queryText = (): string => printPageQuery(current);

/** Reads the address, on loading and when the browser goes back or forward. */
export function readAddress(): void {
  current = readPageQuery(location.search);
}

/** The query as it stands in the address, with the parts that mean nothing, so that the server can say so. */
export const addressText = (): string => location.search.replace(/^\?/, '');

/** Changes the state. A change that is committed is a step of the browser's history; one while dragging is not. */
export function change(next: Partial<PageQuery>, committed: boolean): void {
  current = { ...current, ...next, unknown: [] };
  const address = `/?${queryText()}`;
  if (committed) history.pushState(null, '', address);
  else history.replaceState(null, '', address);
}

export const activeId = (): ScenarioId => current.active ?? current.scenarios[0]?.id ?? SCENARIO_IDS[0];

const scenarioOf = (id: ScenarioId): ScenarioText =>
  current.scenarios.find((s) => s.id === id) ?? { id, name: '', settings: [] };

export const active = (): ScenarioText => scenarioOf(activeId());

/** The value of a setting of the active scenario; null where it does not set it. */
export function settingOf(key: string): string | null {
  const found = active().settings.find((s) => settingKey(s) === key);
  return found === undefined ? null : found.slice(key.length + 1);
}

/** Sets or, with null, resets settings of the active scenario. */
export function set(values: Readonly<Record<string, string | null>>, committed: boolean): void {
  const scenario = active();
  const settings = scenario.settings.filter((s) => !Object.hasOwn(values, settingKey(s)));
  for (const [key, value] of Object.entries(values)) if (value !== null) settings.push(`${key}=${value}`);
  put({ ...scenario, settings }, committed);
}

export function put(scenario: ScenarioText, committed: boolean): void {
  const others = current.scenarios.filter((s) => s.id !== scenario.id);
  const scenarios = [...others, scenario].sort((a, b) => (a.id < b.id ? -1 : 1));
  change({ scenarios, active: scenario.id }, committed);
}

/** The first letter without a scenario; null where all six are taken. */
export const freeId = (): ScenarioId | null =>
  SCENARIO_IDS.find((id) => !current.scenarios.some((s) => s.id === id)) ?? null;
