import { callMonth } from '../../../regimes/model/call.ts';
import { type HistoryRow, historyRow } from '../../../regimes/model/history-row.ts';
import { callHistory } from '../../../regimes/model/history.ts';
import type { RegimeCall } from '../../../regimes/model/regime-call.ts';
import type { SignalReport } from '../../../regimes/model/signal-report.ts';
import { MarketHistory } from '../../market/as-of.ts';
import { asOfDate, END_OF_TIME } from '../../market/as-of-date.ts';
import { type DateInput, dayFrom, dayFromOptional } from '../../market/date-input.ts';
import { type Day, iso } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import type { Store } from '../../market/store/store.ts';
import { DEFAULT_RULE_BOOK, type RuleBook, signalsOf } from '../../rulebook/rule-book.ts';

/** An open store, or market data already loaded from one by `loadMarket`. */
export type MarketSource = Pick<Store, 'load'> | MarketHistory;

/** The rules of a call. */
export interface RegimeOptions {
  /** Default: the default rule book. */
  readonly rules?: RuleBook;
}

/** The call at a date, with the report of each signal. */
export interface RegimeResult extends RegimeCall {
  readonly signals: readonly SignalReport[];
}

/**
 * Loads the market data that regime calls need, all versions of them, for calls at many dates.
 *
 * @param store an open store.
 * @param options the rule book whose signals are to be read; default: the default one.
 * @returns the market; it stays usable after the store is closed.
 * @example
 * import { callRegime, loadMarket, openStore } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const market = await loadMarket(store);
 * await store.close();
 * for (const date of ['2024-06-28', '2025-03-31']) console.log(date, (await callRegime(market, date)).regime);
 */
export const loadMarket = (
  store: Pick<Store, 'load'>,
  { rules = DEFAULT_RULE_BOOK }: RegimeOptions = {},
): Promise<MarketHistory> => store.load([...new Set(signalsOf(rules).flatMap((s) => s.series))]);

const marketOf = (source: MarketSource, options: RegimeOptions): Promise<MarketHistory> =>
  source instanceof MarketHistory ? Promise.resolve(source) : loadMarket(source, options);

/** The date asked for, or the last session. Knowledge ends at it, so a date to come gives the last known session. */
const dayOrLast = (asOf: DateInput | undefined, market: MarketHistory): Day =>
  asOf === undefined ? asOfDate(undefined, market, END_OF_TIME) : dayFrom(asOf, 'asOf');

/**
 * TRRM's call at a date, from the data known on that date alone: label, score, contributions, nearest change.
 *
 * @param source an open store, or a market from `loadMarket` for calls at many dates.
 * @param asOf ISO date; default: the last session of the data. Between sessions the call is that of the last one.
 * @returns the call as `trrm regime --json --explain` prints it: scores in [−1, +1], weights as fractions.
 * @throws UserError for a date that does not exist, or one before the first session of the Nifty 50.
 * @example
 * import { callRegime, openStore } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const { regime, score, nearestChanges } = await callRegime(store, '2025-03-31');
 * await store.close();
 * console.log(regime, score, nearestChanges[0]);
 */
export async function callRegime(
  source: MarketSource,
  asOf?: DateInput,
  options: RegimeOptions = {},
): Promise<RegimeResult> {
  const { rules = DEFAULT_RULE_BOOK } = options;
  const market = await marketOf(source, options);
  const called = callMonth(market, dayOrLast(asOf, market), signalsOf(rules), rules.regimes);
  return { ...called.call, signals: called.signals };
}

/** A period of a regime history. */
export interface HistoryOptions extends RegimeOptions {
  /** First ISO date; default: the first month-end. */
  readonly from?: DateInput;
  /** Last ISO date; default: the last session. The last month may be incomplete. */
  readonly to?: DateInput;
}

/**
 * The regime at every month-end, each from the data known on that day.
 *
 * @param source an open store, or a market from `loadMarket`.
 * @returns one row a month, ascending: label, score, the signals' scores and their inputs.
 * @throws UserError for dates that do not exist, a reversed period, or data without a session of the Nifty 50.
 * @example
 * import { openStore, regimeHistory } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const months = await regimeHistory(store, { from: '2020-01-01' });
 * await store.close();
 * console.log(months.filter(({ regime }) => regime === 'bearish').map(({ monthEnd }) => monthEnd));
 */
export async function regimeHistory(
  source: MarketSource,
  options: HistoryOptions = {},
): Promise<readonly HistoryRow[]> {
  const { rules = DEFAULT_RULE_BOOK } = options;
  const market = await marketOf(source, options);
  const from = dayFromOptional(options.from, 'from');
  const to = dayOrLast(dayFromOptional(options.to, 'to'), market);
  if (from !== undefined && from > to)
    throw userError(
      'period',
      iso(from),
      `the start is after the end of the period, ${iso(to)}.`,
      'Choose a start on or before the end.',
    );
  return callHistory(market, to, signalsOf(rules), rules.regimes)
    .filter(({ monthEnd }) => from === undefined || monthEnd >= from)
    .map((month) => historyRow(month, rules.regimes));
}
