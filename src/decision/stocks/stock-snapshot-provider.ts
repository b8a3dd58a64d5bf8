import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import { sessionOnOrBefore } from '../../market/calendar/calendar.ts';
import { addDays, type Day, displayDay, iso } from '../../market/day.ts';
import { isMonthOver } from '../../market/calendar/month-end.ts';
import type { Problem } from '../../market/problem.ts';
import type { DataSnapshot } from '../../market/stocks/data-snapshot.ts';
import type { StocksAtCloses } from '../../market/stocks/stocks-at-closes.ts';
import type { Store } from '../../market/store/store.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import type { StockManifest } from '../document/decision.ts';
import type { BuiltModels } from './build-models.ts';
import { loadOrBuildModels } from './load-or-build-models.ts';
import { type ModelBuildOptions, withReadOnlyCache } from './model-build-options.ts';
import { hasClose } from './model-cache.ts';
import { snapshotAtClose } from './snapshot-at-close.ts';

/** Stock prices are stale when they end more than this long before a date (our choice: longer than any closure of the exchange). */
const STALE_AFTER_DAYS = 10;

const SNAPSHOTS_KEPT = 4;

/** What is known of stocks at a close. The snapshot is null where no allocation can use it; the problems say why. */
export interface StockSnapshotResult {
  readonly snapshot: StockSnapshot | null;
  readonly manifest: StockManifest | null;
  readonly problems: readonly Problem[];
}

export interface StockSnapshotRequest {
  /** Read for all days that will be asked for. */
  readonly stocks: StocksAtCloses;
  readonly book: RuleBook;
  readonly throughImport: number;
  /** The run's as-of date, the latest day that will be asked for. */
  readonly asOf: Day;
  /** Earlier days that will be asked for. */
  readonly earlierDays: readonly Day[];
  readonly calendar: readonly Day[];
  readonly options: ModelBuildOptions;
}

const NONE: StockSnapshotResult = { snapshot: null, manifest: null, problems: [] };

/**
 * Stock snapshots at the close of days, each as known at the time. Snapshots of earlier days are read from the models
 * built for the run where later information changes nothing about them; otherwise separate models are built.
 */
export function stockSnapshotProvider(
  store: Store,
  request: StockSnapshotRequest,
): (day: Day) => Promise<StockSnapshotResult> {
  const results = new Map<Day, Promise<StockSnapshotResult>>();
  const modelsOfRun = once((dataSnapshot: DataSnapshot) =>
    loadOrBuildModels(store, { ...request, dataSnapshot, days: [...request.earlierDays, request.asOf] }),
  );

  async function resultOn(day: Day): Promise<StockSnapshotResult> {
    const { asOf, stocks, options } = request;
    const requested = await stocks.dataSnapshot(day);
    const ofRun = requested && (await stocks.dataSnapshot(asOf));
    if (!requested || !ofRun) return NONE;
    if (requested.last < addDays(day, -STALE_AFTER_DAYS))
      return { ...NONE, problems: [staleWarning(requested, day)] };
    const models = await modelsOfRun(ofRun);
    if (await canServe(models, requested)) return snapshotResult(stocks, models, requested);
    // Only the run's own models are cached: an earlier day would replace them with an older state.
    const own = await loadOrBuildModels(store, {
      ...request,
      dataSnapshot: requested,
      days: [day],
      options: withReadOnlyCache(options),
    });
    return snapshotResult(stocks, own, requested);
  }

  async function canServe(models: BuiltModels, requested: DataSnapshot): Promise<boolean> {
    if (models.dataSnapshot.asOf === requested.asOf) return true;
    const session = lastSession(models, requested.asOf);
    if (session === null || models.session(session) === null) return false;
    if (!hasClose(models.sleeves, session, isMonthOver(session, request.calendar, requested.asOf)))
      return false;
    return request.stocks.agreesWithLast(requested.asOf);
  }

  return (day) => {
    const result = results.get(day) ?? resultOn(day);
    // A snapshot holds every stock's exposures; a walk over many months asks for the latest few only.
    results.delete(day);
    results.set(day, result);
    if (results.size > SNAPSHOTS_KEPT) results.delete(results.keys().next().value!);
    return result;
  };
}

/** The same promise however often it is asked for. */
function once<A, R>(make: (argument: A) => Promise<R>): (argument: A) => Promise<R> {
  let made: Promise<R> | null = null;
  return (argument) => (made ??= make(argument));
}

function lastSession({ sessions }: BuiltModels, day: Day): Day | null {
  return sessions[sessionOnOrBefore(sessions, day)] ?? null;
}

async function snapshotResult(
  stocks: StocksAtCloses,
  models: BuiltModels,
  requested: DataSnapshot,
): Promise<StockSnapshotResult> {
  const day = lastSession(models, requested.asOf);
  const session = day === null ? null : models.session(day);
  const first = models.sessions[0];
  if (session === null || first === undefined) return NONE;
  if (session.factorForecast === null || !session.specificVolatility.some((v) => v > 0))
    return { ...NONE, problems: [shortHistoryWarning(first, session.day)] };
  const { snapshot, problems } = await snapshotAtClose(stocks, models, session, requested);
  const manifest = {
    issuers: snapshot.issuers.length,
    sessions: sessionOnOrBefore(models.sessions, session.day) + 1,
    first: iso(first),
    last: iso(session.day),
    imports: requested.importSet,
  };
  return { snapshot, manifest, problems };
}

const staleWarning = ({ last }: DataSnapshot, day: Day): Problem => ({
  severity: 'warning',
  code: 'stale-stocks',
  about: 'stocks',
  message: `Stock prices are stale: they end on ${displayDay(last)}, too long before ${displayDay(day)}. Stock-level results are omitted.`,
  remedy: 'Import bhavcopies up to the date.',
});

const shortHistoryWarning = (first: Day, last: Day): Problem => ({
  severity: 'warning',
  code: 'stock-history-too-short',
  about: 'stocks',
  message: `Stock prices from ${displayDay(first)} to ${displayDay(last)} are too few for a risk model. Stock-level results are omitted.`,
  remedy: 'Import at least two years of bhavcopies, which cover the whole market.',
});
