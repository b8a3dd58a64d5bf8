import type { Regime } from '../../regimes/regime.ts';
import { type MonthlyRun, runMonth, type RunRequest } from '../decision/run/monthly-run.ts';
import { runSeries } from '../decision/run/open-run.ts';
import { type AllocationOptions, requestOf } from '../decision/run/run-monthly-allocation.ts';
import type { DateInput } from '../market/date-input.ts';
import type { Store } from '../market/store/store.ts';
import type { RuleBook } from '../rulebook/rule-book.ts';
import { parseSettings, type Settings, withRuleSettings } from './settings.ts';
import { suppose } from './suppose.ts';
import { warmMonth, type WarmMonth } from './warm-month.ts';
import type { WhatIf } from './what-if.ts';

/** A scenario: at least one of its parts. */
export interface ScenarioOptions extends AllocationOptions {
  /**
   * Levels or rules by key: `{ 'us-vix': 45, nifty: '-20%', gsec: '+50bp', 'regimes.enterBullish': 0.25 }`. A number sets
   * a level, a text with % or bp moves it; a key with a dot is a path in the rule book.
   */
  readonly set?: Readonly<Record<string, string | number | boolean | null>>;
  /** A regime to assume instead of the model's own. */
  readonly regime?: Regime;
  /** A rule book to assume; `rules` is the one in force. */
  readonly assumedRules?: RuleBook;
  /** Whether prices move with the Nifty. Default: `moved`. */
  readonly prices?: 'moved' | 'todays';
}

/**
 * Compares the decision at a date before and after a change of levels, regime or rules.
 *
 * @param store an open store; nothing is written to it.
 * @param asOf ISO date; default: the last session of the store.
 * @returns the assumptions, and both sides: call, weights, trades, orders, risk.
 * @throws UserError for an unknown key, an impossible level or rule, or whatever a monthly run refuses.
 * @example
 * import { openStore, whatIf } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const { before, after } = await whatIf(store, '2025-03-31', { set: { 'us-vix': 45, nifty: '-20%' } });
 * await store.close();
 * console.log(before.regime, after.regime, after.allocation.final);
 */
export async function whatIf(
  store: Store,
  asOf?: DateInput,
  { set = {}, regime, assumedRules, prices = 'moved', ...options }: ScenarioOptions = {},
): Promise<WhatIf> {
  const settings = parseSettings(Object.entries(set).map(([key, value]) => `${key}=${value}`));
  const request = await requestOf(store, asOf, options);
  const scenario = { settings, forced: regime ?? null, assumedBook: assumedRules ?? request.book, prices };
  return (await runWhatIf(store, request, scenario)).result;
}

/** The parts of a scenario. */
export interface Scenario {
  readonly settings: Settings;
  readonly forced: Regime | null;
  /** Before the rules in `settings`. */
  readonly assumedBook: RuleBook;
  readonly prices?: 'moved' | 'todays';
}

/** The same for a complete request, with the run that it starts from. */
export async function runWhatIf(
  store: Store,
  request: RunRequest,
  { settings, forced, assumedBook: otherBook, prices = 'moved' }: Scenario,
): Promise<{ readonly run: MonthlyRun; readonly result: WhatIf }> {
  const assumedBook = withRuleSettings(otherBook, settings.rules);
  const { run, warm } = await prepare(store, request, [assumedBook]);
  const result = await suppose(warm, { shocks: settings.shocks, forced, assumedBook, prices });
  return { run, result };
}

/**
 * Runs the month and makes it ready for questions.
 *
 * @param others rule books that will be assumed; their index series are loaded too.
 */
export async function prepare(
  store: Store,
  request: RunRequest,
  others: readonly RuleBook[] = [],
): Promise<{ readonly run: MonthlyRun; readonly warm: WarmMonth }> {
  const { asOf, book, throughImport } = request;
  const run = await runMonth(store, request);
  const own = runSeries(book);
  const more = [...new Set([...own, ...others.flatMap(runSeries)])];
  const market = more.length === own.length ? run.market : await store.load(more, { throughImport });
  return { run, warm: warmMonth({ ...run, market, asOf, book }) };
}
