import { riskIssuers, sleeveIssuers } from '../../../allocations/stocks/issuers.ts';
import { BEFORE_ALL_PRICES, END_OF_TIME } from '../../market/as-of-date.ts';
import { sessionsOf } from '../../market/calendar/calendar.ts';
import { isMonthOver } from '../../market/calendar/month-end.ts';
import { type DateInput, dayFromOptional } from '../../market/date-input.ts';
import { type Day, displayDay, iso } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import type { Store } from '../../market/store/store.ts';
import {
  advanceBuild,
  benchmarkHistory,
  endMonth,
  newSleeveBuild,
  sleeveHistories,
} from '../../sleeves/build.ts';
import { missingSessions } from '../../sleeves/characteristics/missing-sessions.ts';
import { reviewWarnings } from '../../sleeves/review/review-warnings.ts';
import { DEFAULT_SLEEVE_RULES, type SleeveRules } from '../../sleeves/sleeve-rules.ts';
import type { SleeveStore } from '../../sleeves/sleeve-store.ts';

/** What sleeves are built from, besides the store. */
export interface SleeveBuildRequest {
  /** Definitions by id. Default: the nine sleeves. */
  readonly rules?: SleeveRules;
  /** Last ISO date; default: the last session of the store. */
  readonly to?: DateInput | undefined;
  /** Data known later are ignored. Default: everything in the store. */
  readonly today?: Day;
  readonly progress?: (step: string, done: number, of: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Simulates sleeves over the store's stocks, session by session. Writes nothing; `writeSleeveStore` does.
 *
 * @param store an open store with stocks.
 * @param request everything has a default.
 * @returns the histories by sleeve id, the market benchmark, and problems with the data.
 * @throws UserError where the store has no stock prices by the last day.
 * @example
 * import { buildSleeves, openStore } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const { histories } = await buildSleeves(store, { to: '2024-06-28' });
 * await store.close();
 * console.log(Object.entries(histories).map(([id, { holdings }]) => `${id}: ${holdings.length} stocks`));
 */
export async function buildSleeves(
  store: Store,
  {
    rules = DEFAULT_SLEEVE_RULES,
    today = END_OF_TIME,
    progress,
    signal,
    ...request
  }: SleeveBuildRequest = {},
): Promise<SleeveStore> {
  const to = dayFromOptional(request.to, 'to');
  const last = to ?? today;
  const snapshot = await store.dataSnapshot({ asOf: last });
  if (snapshot === null) {
    throw userError(
      'no-stocks',
      store.file,
      `The store has no stock prices${to === undefined ? '' : ` by ${displayDay(to)}`}.`,
      'Import bhavcopies or stock panels with trrm import; trrm status shows what the store holds.',
    );
  }
  const market = await store.stocks({ from: BEFORE_ALL_PRICES, to: snapshot.last, asOf: last });
  const { issuers: listed, problems } = riskIssuers(market.issuers);
  const issuers = sleeveIssuers(listed);
  const build = newSleeveBuild(issuers, rules, market.facts);
  // The exchange publishes its calendar ahead, so later sessions may show that the last month is over.
  const sessions = sessionsOf((await store.load(['nifty-50.close'])).view(today));
  let day = BEFORE_ALL_PRICES;
  let steps = 0;
  for await (const slice of market.slices()) {
    signal?.throwIfAborted();
    advanceBuild(build, slice);
    steps ||= sessions.filter((d) => d >= slice.day && d <= last).length;
    progress?.(`Sleeves, ${iso(slice.day)}`, build.sessions.length, steps);
    day = slice.day;
  }
  const monthIsOver = isMonthOver(day, sessions, to ?? null);
  if (monthIsOver) endMonth(build);
  const histories = sleeveHistories(build);
  return {
    simulated: store.simulated,
    snapshot: await store.earliestEquivalent(snapshot),
    last: { day, monthIsOver },
    rules,
    issuers,
    histories,
    benchmark: benchmarkHistory(build),
    problems: [
      ...problems,
      ...market.problems(),
      ...build.problems,
      ...missingSessions(build.sessions, sessions),
      ...reviewWarnings(histories, store.simulated),
    ],
  };
}
