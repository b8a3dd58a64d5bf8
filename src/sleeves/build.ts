import { type Day, monthNumber } from '../market/day.ts';
import type { Problem } from '../market/problem.ts';
import { type CompanyFacts, NO_FACTS } from '../market/stocks/companies/company-facts.ts';
import type { DailySlice } from '../market/stocks/daily-slice.ts';
import { type MarketBenchmark, benchmarkOf } from './levels/market-benchmark.ts';
import { MARKET } from './definitions/market.ts';
import {
  newRollingMarket,
  closeMonth,
  type RollingMarket,
  advanceMarket,
} from './characteristics/rolling-market.ts';
import { dataWarnings } from './review/data-warnings.ts';
import type { SleeveHistory } from './sleeve-history.ts';
import type { SleeveIssuer } from './sleeve-issuer.ts';
import type { SleeveRules } from './sleeve-rules.ts';
import { priceRatios } from './characteristics/valuation.ts';
import {
  advanceSimulation,
  closeSimulationMonth,
  historyOf,
  newIndexSimulation,
  type IndexSimulation,
} from './levels/index-simulation.ts';

/** The index simulations of all sleeves over one rolling market. Changed in place. */
export interface SleeveBuild {
  readonly market: RollingMarket;
  readonly simulations: Readonly<Record<string, IndexSimulation>>;
  /** The benchmark: all stocks by free-float market value. */
  readonly benchmark: IndexSimulation;
  readonly problems: Problem[];
  /** The sessions so far, ascending. */
  readonly sessions: Day[];
  /** Whether more sessions of the current month may follow. */
  monthIsOpen: boolean;
}

/**
 * Starts a build of sleeves, before any session.
 *
 * @param issuers the issuers in column order, as in the sessions that follow.
 * @param rules the sleeve definitions by id.
 * @param facts free floats and index memberships; by default none are known.
 * @returns the build; `problems` lists the data that the definitions need and `facts` lack.
 * @example
 * const build = newSleeveBuild(issuers, DEFAULT_SLEEVE_RULES);
 * for await (const slice of stocks.slices()) advanceBuild(build, slice);
 * const { momentum } = sleeveHistories(build);
 */
export const newSleeveBuild = (
  issuers: readonly SleeveIssuer[],
  rules: SleeveRules,
  facts: CompanyFacts = NO_FACTS,
): SleeveBuild => ({
  market: newRollingMarket(issuers, facts),
  simulations: Object.fromEntries(
    Object.entries(rules).map(([id, definition]) => [id, newIndexSimulation(definition)]),
  ),
  benchmark: newIndexSimulation(MARKET),
  problems: dataWarnings(rules, issuers.length, facts),
  sessions: [],
  monthIsOpen: false,
});

/**
 * Advances the build by a session. Only the first session of a month shows that the previous month is over, so the
 * reviews of that month are made here, before this session is processed: in effect at the close of its last session. In
 * place.
 *
 * @param slice the session, later than all before.
 * @throws RangeError for a session of a month that `endMonth` has closed.
 */
export function advanceBuild(build: SleeveBuild, slice: DailySlice): void {
  const { market, problems } = build;
  const isSameMonth = market.day !== null && monthNumber(market.day) === monthNumber(slice.day);
  if (isSameMonth && !build.monthIsOpen)
    throw new RangeError(`day ${slice.day} belongs to a month that is already closed`);
  if (!isSameMonth) endMonth(build);
  build.monthIsOpen = true;
  build.sessions.push(slice.day);
  problems.push(...advanceMarket(market, slice));
  for (const simulation of allSimulations(build)) advanceSimulation(simulation, slice, market);
}

/**
 * Closes the month of the current session and makes its reviews. A caller with a calendar can do so before the next month
 * begins. Does nothing if the month is closed already. In place.
 */
export function endMonth(build: SleeveBuild): void {
  if (!build.monthIsOpen) return;
  const { market } = build;
  build.monthIsOpen = false;
  closeMonth(market);
  const ratios = priceRatios(market);
  for (const simulation of allSimulations(build)) closeSimulationMonth(simulation, market, ratios);
}

const allSimulations = ({ simulations, benchmark }: SleeveBuild): readonly IndexSimulation[] => [
  ...Object.values(simulations),
  benchmark,
];

/**
 * The history of each sleeve up to the current session.
 *
 * @returns histories by sleeve id.
 */
export function sleeveHistories({
  simulations,
  market,
}: SleeveBuild): Readonly<Record<string, SleeveHistory>> {
  const ratios = priceRatios(market);
  return Object.fromEntries(
    Object.entries(simulations).map(([id, simulation]) => [id, historyOf(simulation, market, ratios)]),
  );
}

/** The history of the benchmark up to the current session. */
export const benchmarkHistory = ({ benchmark, market }: SleeveBuild): MarketBenchmark =>
  benchmarkOf(historyOf(benchmark, market, priceRatios(market)));
