import { type Regime, REGIMES } from '../../regimes/regime.ts';
import { UserError } from '../market/problem.ts';
import type { RuleSetting } from '../rulebook/change.ts';
import {
  type PageQuery,
  SCENARIO_IDS,
  type ScenarioId,
  type ScenarioText,
  settingKey,
} from './scenario-query.ts';
import { parseSettings, type Shock } from './settings.ts';

/** A scenario of the what-if page, as far as it could be read. */
export interface ReadScenario {
  readonly id: ScenarioId;
  readonly name: string;
  /** Levels that it sets itself. */
  readonly shocks: readonly Shock[];
  readonly rules: readonly RuleSetting[];
  readonly forced: Regime | null;
  /** The month whose moves it repeats, `2008-10`; null for none. */
  readonly movesOf: string | null;
}

/** A piece of the page's state that could not be read or computed. */
export interface StateProblem {
  /** Null for a piece that belongs to no scenario. */
  readonly scenario: ScenarioId | null;
  /** The setting at fault; null where the fault is not that of one setting. */
  readonly key: string | null;
  readonly message: string;
}

export const MOST_SETTINGS = 40;
export const LONGEST_NAME = 60;

/** The keys that are neither levels nor rules. */
export const REGIME_KEY = 'regime';
export const MOVES_KEY = 'replay';

/**
 * Reads the scenarios of a page, piece by piece: one that cannot be read is left out and reported with the sentence that the
 * command line has for it, and the others stand.
 */
export function readScenarios(query: PageQuery): {
  readonly scenarios: readonly ReadScenario[];
  readonly problems: readonly StateProblem[];
} {
  const problems: StateProblem[] = query.unknown.slice(0, SCENARIO_IDS.length).map((part) => ({
    scenario: null,
    key: null,
    message: `The address contains ${shortened(part)}, which means nothing to this page.`,
  }));
  const scenarios = query.scenarios.map((text) => readScenario(text, problems));
  return { scenarios, problems };
}

function readScenario({ id, name, settings }: ScenarioText, problems: StateProblem[]): ReadScenario {
  const report = (key: string | null, message: string) => problems.push({ scenario: id, key, message });
  if (settings.length > MOST_SETTINGS)
    report(null, `A scenario takes at most ${MOST_SETTINGS} settings; the others are left out.`);
  if (name.length > LONGEST_NAME)
    report(null, `A name takes at most ${LONGEST_NAME} characters; the rest is left out.`);
  const shocks: Shock[] = [];
  const rules: RuleSetting[] = [];
  const seen = new Set<string>();
  let [forced, movesOf]: [Regime | null, string | null] = [null, null];
  for (const setting of settings.slice(0, MOST_SETTINGS)) {
    const key = settingKey(setting);
    const value = setting.slice(key.length + 1);
    try {
      if (seen.has(key)) {
        report(key, `${shortened(key)} is set twice. Remove one of the two settings.`);
        continue;
      }
      seen.add(key);
      if (key === REGIME_KEY) {
        if (isRegime(value)) forced = value;
        else report(key, `There is no regime ${shortened(value)}. Regimes are ${REGIMES.join(', ')}.`);
      } else if (key === MOVES_KEY) {
        if (/^\d{4}-(0[1-9]|1[0-2])$/.test(value)) movesOf = value;
        else report(key, `${shortened(value)} is not a month. Write, for instance, ${MOVES_KEY}=2008-10.`);
      } else {
        const read = parseSettings([setting]);
        shocks.push(...read.shocks);
        rules.push(...read.rules);
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      report(key, sentenceOf(error));
    }
  }
  return { id, name: cut(name, LONGEST_NAME), shocks, rules, forced, movesOf };
}

const isRegime = (text: string): text is Regime => (REGIMES as readonly string[]).includes(text);

/** The sentence of a user's error, without the name of the command-line option. */
export const sentenceOf = (error: UserError): string =>
  error.problems.map(({ message, remedy }) => `${message} ${remedy}`.trim()).join(' ');

/** Cuts by characters, not within one. */
const cut = (text: string, length: number): string => Array.from(text).slice(0, length).join('');

const shortened = (text: string): string => `“${text.length > 40 ? `${cut(text, 40)}…` : text}”`;
