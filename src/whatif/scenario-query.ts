/*
 * The state of the what-if page as the query of its address, so that a link is the whole state:
 *
 *     /?a=nifty=-20%25,us-vix=45&name.a=Crash&b=regime=bearish&rules.b=regimes.enterBullish=0.25&asof=2025-03-31&show=a,b
 *
 * The page in the browser and the server both use this file, so it imports nothing. It only splits and joins texts; what they
 * mean is read by `read-scenario.ts`.
 */

/** The scenarios that a page can hold, by the letter of their column. */
export const SCENARIO_IDS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
export type ScenarioId = (typeof SCENARIO_IDS)[number];

/** A scenario as it is written: its name, empty if it has none, and its settings, each `key=value`. */
export interface ScenarioText {
  readonly id: ScenarioId;
  readonly name: string;
  readonly settings: readonly string[];
}

export interface PageQuery {
  readonly scenarios: readonly ScenarioText[];
  /** The scenarios shown as columns, in this order; null for all of them. */
  readonly shown: readonly ScenarioId[] | null;
  /** The scenario that the levels and rules on the page belong to; null for the first one. */
  readonly active: ScenarioId | null;
  /** ISO date; null for the date with which the page was started. */
  readonly asOf: string | null;
  /** Fingerprints of what the link was made from; null if it does not say. */
  readonly basis: string | null;
  /** Parts of the query that mean nothing here. */
  readonly unknown: readonly string[];
}

export const EMPTY_QUERY: PageQuery = {
  scenarios: [],
  shown: null,
  active: null,
  asOf: null,
  basis: null,
  unknown: [],
};

const isScenarioId = (text: string): text is ScenarioId => (SCENARIO_IDS as readonly string[]).includes(text);

/** The key of a setting; a text without `=` is all key. */
export const settingKey = (setting: string): string => setting.replace(/=.*$/s, '');

/** A setting of a rule, whose key is a path, stands apart from the levels. */
const isRule = (setting: string): boolean => settingKey(setting).includes('.');

/** Reads any query; nothing is refused, and what is not understood is kept as `unknown`. */
export function readPageQuery(query: string): PageQuery {
  const parts = new Map<ScenarioId, { name: string; settings: string[] }>();
  const of = (id: ScenarioId) => {
    const found = parts.get(id) ?? { name: '', settings: [] };
    parts.set(id, found);
    return found;
  };
  let shown: ScenarioId[] | null = null;
  let active: ScenarioId | null = null;
  let asOf: string | null = null;
  let basis: string | null = null;
  const unknown: string[] = [];
  for (const [key, value] of new URLSearchParams(query)) {
    const [, prefix = '', id = ''] = /^(?:(name|rules)\.)?([a-z])$/.exec(key) ?? [];
    if (isScenarioId(id)) {
      if (prefix === 'name') of(id).name = value;
      else of(id).settings.push(...splitSettings(value));
    } else if (key === 'show') {
      const ids = value.split(',');
      shown = [...new Set(ids.filter(isScenarioId))];
      unknown.push(...ids.filter((id) => id !== '' && !isScenarioId(id)).map((id) => `show=${id}`));
    } else if (key === 'at' && isScenarioId(value)) active = value;
    else if (key === 'asof') asOf = value;
    else if (key === 'basis') basis = value;
    else unknown.push(`${key}=${value}`);
  }
  const scenarios = SCENARIO_IDS.flatMap((id): ScenarioText[] => {
    const part = parts.get(id);
    return part ? [{ id, ...part }] : [];
  });
  return { scenarios, shown, active, asOf, basis, unknown };
}

/** Writes a state as a query, without the question mark; `readPageQuery` reads it back. Unknown parts are not repeated. */
export function printPageQuery({ scenarios, shown, active, asOf, basis }: PageQuery): string {
  const parts: (readonly [key: string, value: string])[] = [];
  for (const { id, name, settings } of scenarios) {
    const rules = settings.filter(isRule);
    // A scenario without settings is written too: it is a column of its own.
    parts.push([id, joinSettings(settings.filter((s) => !isRule(s)))]);
    if (rules.length > 0) parts.push([`rules.${id}`, joinSettings(rules)]);
    if (name !== '') parts.push([`name.${id}`, name]);
  }
  if (active !== null) parts.push(['at', active]);
  if (asOf !== null) parts.push(['asof', asOf]);
  if (shown !== null) parts.push(['show', shown.join(',')]);
  if (basis !== null) parts.push(['basis', basis]);
  return parts.map(([key, value]) => `${key}=${readable(encodeURIComponent(wellFormed(value)))}`).join('&');
}

/** Half of a surrogate pair cannot be encoded. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');

/** Leaves the characters readable that have no meaning within the value of a query. */
const readable = (encoded: string): string =>
  encoded.replace(/%(3D|2C|3A|2F)/g, (code) => decodeURIComponent(code));

/** Settings are separated by commas; a comma or backslash within one has a backslash before it. */
const joinSettings = (settings: readonly string[]): string =>
  settings.map((s) => s.replace(/[\\,]/g, (c) => `\\${c}`)).join(',');

const splitSettings = (text: string): string[] =>
  (text.match(/(?:\\.|[^\\,]|\\$)+/gs) ?? []).map((part) => part.replace(/\\(.)/gs, '$1'));
