import { isDeepStrictEqual } from 'node:util';
import { allocationSeries } from '../../../allocations/allocate.ts';
import type { HoldingsContext } from '../../../allocations/holdings/lot-row.ts';
import type { SnapshotProvider } from '../../../allocations/stocks/stock-snapshot.ts';
import { historyAt, type RegimeWalk, walkRegimes } from '../../../regimes/model/regime-walk.ts';
import type { MarketHistory } from '../../market/as-of.ts';
import { sessionsOf } from '../../market/calendar/calendar.ts';
import { addDays, type Day } from '../../market/day.ts';
import { type FutureQuote, futuresOn } from '../../market/futures.ts';
import { NIFTY, type SeriesKey } from '../../market/series.ts';
import type { StockVintage } from '../../market/stocks/stock-vintage.ts';
import type { SeriesVintage } from '../../market/store/lineage.ts';
import { splitKey } from '../../market/store/read-series.ts';
import type { Store } from '../../market/store/store.ts';
import { type RuleBook, signalsOf } from '../../rulebook/rule-book.ts';
import type { Manifest } from '../document/decision.ts';
import { previousCall } from '../regime/previous-call.ts';
import { holdingsContext } from '../stocks/holdings-context.ts';
import { withKeptCloses } from '../stocks/kept-closes.ts';
import { type ModelBuildOptions, withReadOnlyCache } from '../stocks/model-build-options.ts';
import type { StockSnapshotRequest, StockSnapshotResult } from '../stocks/stock-snapshot-provider.ts';

/** What monthly runs of one store have in common. */
export interface RunSettings {
  readonly book: RuleBook;
  readonly engine: Manifest['engine'];
  /** Rows of later imports are ignored. For a new run, the store's last import. */
  readonly throughImport: number;
  /** How the run obtains the risk model and the sleeves; does not affect the result. */
  readonly modelBuild: ModelBuildOptions;
}

export interface OpeningRequest extends RunSettings {
  /** The as-of dates that will be decided, in any order; at least one. */
  readonly days: readonly Day[];
}

/**
 * What monthly runs read from a store and compute from it once, for as many months as are to be decided: series,
 * futures, the walk through the regimes, the stocks' models. Usable while the store is open.
 */
export interface OpenedRun {
  readonly settings: RunSettings;
  readonly simulated: boolean;
  readonly market: MarketHistory;
  readonly walk: RegimeWalk;
  /** The Nifty futures of a day, as known at its close. */
  readonly futuresOn: (asOf: Day) => Promise<readonly FutureQuote[]>;
  /** The coverage of the data that a decision names. */
  readonly vintageAt: (asOf: Day) => Promise<Vintages>;
  readonly snapshotAt: (day: Day) => Promise<StockSnapshotResult>;
  /** The same under another rule book: as its own run would have them (not cached). */
  readonly snapshotsUnder: (book: RuleBook) => SnapshotProvider;
  /** What a portfolio file is checked against. */
  readonly holdingsContext: (text: string, asOf: Day) => Promise<HoldingsContext>;
}

interface Vintages {
  readonly series: readonly SeriesVintage[];
  readonly stocks: readonly StockVintage[];
}

/** Days for which the exchange publishes its calendar ahead, so that the end of a month is known, not forecast. */
const CALENDAR_AHEAD = 31;

/** The exchange's sessions as they are known on a day, those to come included. */
export const calendarAt = (market: MarketHistory, day: Day): readonly Day[] =>
  sessionsOf(market.view(addDays(day, CALENDAR_AHEAD)));

/** Every series that a run under this rule book reads. */
export const runSeries = (book: RuleBook): SeriesKey[] => [
  ...new Set([
    ...signalsOf(book).flatMap((s) => s.series),
    ...allocationSeries(book.allocations),
    ...(['close', 'pe', 'pb', 'dy'] as const).map((field): SeriesKey => `${NIFTY}.${field}`),
  ]),
];

/** Opens the monthly runs of some days: reads the store and walks the regimes once for all of them. */
export async function openRun(store: Store, request: OpeningRequest): Promise<OpenedRun> {
  const { days, ...settings } = request;
  const { book, throughImport, modelBuild } = settings;
  const last = days.reduce((a, b) => (b > a ? b : a));
  const keys = runSeries(book);
  const market = await store.load(keys, { throughImport });
  const walk = walkRegimes(market, last, signalsOf(book), book.regimes);
  const loaded = new Set(keys.map((key) => splitKey(key).series));
  const earlier = days.flatMap((day) => [
    day,
    previousCall(historyAt(walk, day), book.regimes)?.monthEnd ?? day,
  ]);
  const stocks = store.stocksAtCloses({ days: [...days, ...earlier], throughImport });
  const dataSnapshot = await store.dataSnapshot({ asOf: last, throughImport });
  const hasStocks = dataSnapshot !== null;
  const snapshotRequest: StockSnapshotRequest = {
    stocks,
    book,
    throughImport,
    asOf: last,
    earlierDays: [...new Set(earlier)].filter((day) => day !== last),
    calendar: calendarAt(market, last),
    options: modelBuild,
  };
  // A back-test asks for many closes once; a single run for two that are asked for again.
  const isSingle = days.length === 1;
  const snapshotAt =
    dataSnapshot === null
      ? WITHOUT_STOCKS
      : withKeptCloses(
          () => snapshotProvider(store, snapshotRequest),
          { engine: settings.engine, book, dataSnapshot },
          isSingle ? modelBuild : withReadOnlyCache(modelBuild),
        );
  const vintages = {
    series: await store.vintages({ days, throughImport }),
    stocks: hasStocks ? await store.stockVintages({ days, throughImport }) : null,
  };
  const futures = await store.futures(NIFTY, { days, throughImport });
  const vintageAt = async (asOf: Day): Promise<Vintages> => {
    const at = { days: [asOf], throughImport };
    const series = vintages.series.get(asOf) ?? (await store.vintages(at)).get(asOf)!;
    const stocks = hasStocks && (vintages.stocks?.get(asOf) ?? (await store.stockVintages(at)).get(asOf)!);
    return { series: series.filter((v) => loaded.has(v.series)), stocks: stocks || [] };
  };
  const snapshotsUnder = (other: RuleBook): SnapshotProvider => {
    const at =
      !hasStocks || haveSameModels(book, other)
        ? Promise.resolve(snapshotAt)
        : snapshotProvider(store, {
            ...snapshotRequest,
            book: other,
            options: withReadOnlyCache(modelBuild),
          });
    return async (day) => (await (await at)(day)).snapshot;
  };
  return {
    settings,
    simulated: store.simulated,
    market,
    walk,
    futuresOn: async (asOf) =>
      futuresOn(
        days.includes(asOf) ? futures : await store.futures(NIFTY, { days: [asOf], throughImport }),
        asOf,
      ),
    vintageAt,
    snapshotAt,
    snapshotsUnder,
    holdingsContext: (text, asOf) => holdingsContext(stocks, text, asOf),
  };
}

/** Whether two rule books give the same risk model and the same sleeves. */
const haveSameModels = (a: RuleBook, b: RuleBook): boolean =>
  isDeepStrictEqual([a.risk, a.sleeves], [b.risk, b.sleeves]);

/** Stock snapshots by day. The module is imported only where the store has stocks, because it loads much of the program. */
async function snapshotProvider(
  store: Store,
  request: StockSnapshotRequest,
): Promise<(day: Day) => Promise<StockSnapshotResult>> {
  const { stockSnapshotProvider } = await import('../stocks/stock-snapshot-provider.ts');
  return stockSnapshotProvider(store, request);
}

const NO_STOCKS: StockSnapshotResult = { snapshot: null, manifest: null, problems: [] };
const WITHOUT_STOCKS = (): Promise<StockSnapshotResult> => Promise.resolve(NO_STOCKS);
