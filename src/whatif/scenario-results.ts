import type { Day } from '../market/day.ts';
import { usageError, UserError } from '../market/problem.ts';
import type { RuleBook } from '../rulebook/rule-book.ts';
import { INDIA_VIX } from '../market/series.ts';
import { meanOfIndiaVix, movesOfMonth } from './historical-moves.ts';
import { MOVES_KEY, type ReadScenario, sentenceOf, type StateProblem } from './read-scenario.ts';
import { settingName, type Shock, withRuleSettings } from './settings.ts';
import { suppose, withForcedRegime } from './suppose.ts';
import type { WarmMonth } from './warm-month.ts';
import type { WhatIf } from './what-if.ts';

/** A scenario with its consequences. */
export interface ScenarioResult {
  /** As it was computed: without the settings that could not be. */
  readonly scenario: ReadScenario;
  /** The rule book that it assumes. */
  readonly book: RuleBook;
  readonly whatIf: WhatIf;
}

/** Parts of the rule book whose change needs another risk model, other sleeves or other index series. */
const NEEDS_MODELS = /^(risk|sleeves|allocations\.instruments)\./;

/**
 * Computes a scenario, leaving out and reporting the settings that are at fault, so that the others still show their
 * consequences.
 *
 * @returns null where the scenario cannot be computed whatever is left out; the problems say why.
 */
export async function scenarioResult(
  warm: WarmMonth,
  read: ReadScenario,
): Promise<{ readonly result: ScenarioResult | null; readonly problems: readonly StateProblem[] }> {
  const models = withoutModelRules(read);
  const problems: StateProblem[] = [...models.problems];
  let { scenario } = models;
  const report = (key: string | null, message: string) => problems.push({ scenario: read.id, key, message });
  // Each failure leaves out at least one setting, so the loop ends.
  for (;;) {
    try {
      return { result: await computed(warm, scenario), problems };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const keys = faultyKeys(scenario, error);
      report(keys[0] ?? null, sentenceOf(error));
      if (keys.length === 0) return { result: null, problems };
      scenario = keys.reduce(without, scenario);
    }
  }
}

/** The scenario without rules that need another risk model, other sleeves or other index series; the problems name them. */
function withoutModelRules(read: ReadScenario): {
  readonly scenario: ReadScenario;
  readonly problems: readonly StateProblem[];
} {
  const paths = read.rules.map((r) => r.path).filter((path) => NEEDS_MODELS.test(path));
  return {
    scenario: paths.reduce(without, read),
    problems: paths.map((path) => ({
      scenario: read.id,
      key: path,
      message: `${path} needs data that the page does not hold. Use trrm whatif --set on the command line.`,
    })),
  };
}

/**
 * The rule book of a scenario on a day: its rules, and a forced regime as an override of that day. Its levels are not part of it.
 *
 * @throws UserError for rules that contradict each other or need another model than the page's.
 */
export function ruleBookOf(book: RuleBook, read: ReadScenario, asOf: Day): RuleBook {
  const { scenario, problems } = withoutModelRules(read);
  const [problem] = problems;
  if (problem) throw usageError(settingName(problem.key!), problem.message, '');
  const assumed = withRuleSettings(book, scenario.rules);
  return read.forced === null
    ? assumed
    : { ...assumed, regimes: withForcedRegime(read.forced, asOf, assumed.regimes) };
}

async function computed(warm: WarmMonth, scenario: ReadScenario): Promise<ScenarioResult> {
  const { movesOf, forced, rules } = scenario;
  const own = new Set(scenario.shocks.map((s) => s.key));
  const moves: readonly Shock[] =
    movesOf === null ? [] : monthMoves(warm, movesOf).filter((s) => !own.has(s.key));
  const book = withRuleSettings(warm.book, rules);
  const whatIf = await suppose(warm, { shocks: [...moves, ...scenario.shocks], forced, assumedBook: book });
  return { scenario, book, whatIf };
}

function monthMoves({ market, asOf, book, called }: WarmMonth, month: string): readonly Shock[] {
  const closes = market.view(asOf).column(`${INDIA_VIX}.close`);
  return movesOfMonth(called.history, month, (day) => meanOfIndiaVix(closes, day, book.signals['india-vix']));
}

/** The settings that an error is about; all rules, the moves or all levels where it names none of them. */
function faultyKeys({ shocks, rules, movesOf }: ReadScenario, { problems }: UserError): string[] {
  const isAbout = (key: string) =>
    problems.some(({ about }) => about === settingName(key) || about.startsWith(settingName(`${key}=`)));
  const named = [...shocks.map((s) => s.key), ...rules.map((r) => r.path)].filter(isAbout);
  if (named.length > 0) return named;
  // A fault of a level that the Nifty carries is one of its move.
  const carried = problems.some(({ about }) => about.endsWith('carried by the Nifty'));
  if (carried && shocks.some((s) => s.key === 'nifty')) return ['nifty'];
  if (movesOf !== null) return [MOVES_KEY];
  return rules.length > 0 ? rules.map((r) => r.path) : shocks.map((s) => s.key);
}

const without = (scenario: ReadScenario, key: string): ReadScenario => ({
  ...scenario,
  shocks: scenario.shocks.filter((s) => s.key !== key),
  rules: scenario.rules.filter((r) => r.path !== key),
  movesOf: key === MOVES_KEY ? null : scenario.movesOf,
});
