import { type Day, day, iso } from '../../market/day.ts';
import { isMonthOver } from '../../market/calendar/month-end.ts';
import type { DailySlice, Issuer } from '../../market/stocks/daily-slice.ts';
import type { DataSnapshot } from '../../market/stocks/data-snapshot.ts';
import type { Store } from '../../market/store/store.ts';
import { buildRiskModel, advanceThroughSessions } from '../../risk/build/build.ts';
import { canExtend, type Extension } from '../../risk/store/extension.ts';
import { newRiskModel } from '../../risk/model.ts';
import { findDamage } from '../../risk/store/find-damage.ts';
import type { FactorReturns } from '../../../allocations/stocks/stock-snapshot.ts';
import { FACTOR_COUNT } from '../../risk/factors.ts';
import { readFactorReturns, readSession, type RiskModelStore } from '../../risk/store/model-store.ts';
import type { RiskSession } from '../../risk/store/daily-record.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import {
  advanceBuild,
  benchmarkHistory,
  endMonth,
  sleeveHistories,
  newSleeveBuild,
} from '../../sleeves/build.ts';
import { missingSessions } from '../../sleeves/characteristics/missing-sessions.ts';
import { type SleeveStore, writeSleeveStore } from '../../sleeves/sleeve-store.ts';
import { reviewWarnings } from '../../sleeves/review/review-warnings.ts';
import { riskIssuers, sleeveIssuers } from '../../../allocations/stocks/issuers.ts';
import type { ModelBuildOptions } from './model-build-options.ts';
import { type CachedModels, warnOfDamage } from './model-cache.ts';

/** INEC-1 and the sleeves built from one data snapshot. */
export interface BuiltModels {
  readonly dataSnapshot: DataSnapshot;
  /** Sessions of the risk model, ascending. */
  readonly sessions: readonly Day[];
  /** The risk model at the close of a session; null where it was not kept. */
  readonly session: (day: Day) => RiskSession | null;
  /** Factor returns of the last `count` sessions up to a day. */
  readonly factorReturns: (through: Day, count: number) => FactorReturns;
  readonly sleeves: Pick<SleeveStore, 'histories' | 'last'>;
}

export interface ModelBuildRequest {
  readonly book: RuleBook;
  readonly dataSnapshot: DataSnapshot;
  /** Closes that will be asked for; none after the data snapshot. */
  readonly days: readonly Day[];
  /** The exchange's sessions, including later ones: its calendar is public. Ascending. */
  readonly calendar: readonly Day[];
  readonly options: ModelBuildOptions;
}

/** Before any price that a store could hold. */
const BEFORE_ALL_PRICES = day('1980-01-01');

/**
 * Builds the risk model and the sleeves in one pass over the sessions. A cached model that lacks only the latest
 * sessions is extended. Both are written to the cache where it is writable.
 */
export async function buildModels(
  store: Store,
  request: ModelBuildRequest,
  cached: CachedModels,
): Promise<BuiltModels> {
  const { book, dataSnapshot, calendar, options } = request;
  const { asOf, throughImport } = dataSnapshot;
  const market = await store.stocks({ from: BEFORE_ALL_PRICES, to: asOf, asOf, throughImport });
  const { issuers, problems } = riskIssuers(market.issuers);
  const constituents = sleeveIssuers(issuers);
  const sleeves = newSleeveBuild(constituents, book.sleeves, market.facts);
  let last = BEFORE_ALL_PRICES;
  async function* slicesThroughSleeves(): AsyncGenerator<DailySlice> {
    let done = 0;
    let steps = 0;
    for await (const slice of market.slices()) {
      options.signal?.throwIfAborted();
      steps ||= calendar.filter((d) => d >= slice.day && d <= asOf).length;
      advanceBuild(sleeves, slice);
      last = slice.day;
      options.progress(`Risk model and sleeves, ${iso(slice.day)}`, ++done, steps);
      yield slice;
    }
  }
  // A cache with later data is worth more than what is built here for one run of the past.
  const cache = options.cache?.writable && !cached.isNewer ? options.cache : null;
  const model = cache
    ? await buildCachedModel(
        store,
        request,
        { issuers, fundamentalsFrom: market.fundamentalsFrom },
        slicesThroughSleeves(),
        cached,
      )
    : await buildTransientModel(request, issuers, slicesThroughSleeves());
  const monthIsOver = isMonthOver(last, calendar, asOf);
  if (monthIsOver) endMonth(sleeves);
  const built = { histories: sleeveHistories(sleeves), last: { day: last, monthIsOver } };
  if (cache)
    writeSleeveStore(cache.sleeves, {
      simulated: store.simulated,
      snapshot: dataSnapshot,
      ...built,
      rules: book.sleeves,
      issuers: constituents,
      benchmark: benchmarkHistory(sleeves),
      problems: [
        ...problems,
        ...market.problems(),
        ...sleeves.problems,
        ...missingSessions(sleeves.sessions, calendar),
        ...reviewWarnings(built.histories, store.simulated),
      ],
    });
  return { ...model, dataSnapshot, sleeves: built };
}

type Model = Pick<BuiltModels, 'sessions' | 'session' | 'factorReturns'>;

/** The factor returns of a stored model; those of overlapping months, which a back-test asks for, are read once. */
export function storedFactorReturns(folder: string, model: RiskModelStore): BuiltModels['factorReturns'] {
  const known = new Map<Day, Float64Array>();
  return (through, count) => {
    const asked = model.sessions.filter((s) => s.day <= through).slice(-count);
    const missing = asked.filter((s) => !known.has(s.day));
    const read = readFactorReturns(folder, { ...model, sessions: missing });
    missing.forEach((s, t) => known.set(s.day, read.slice(t * FACTOR_COUNT, (t + 1) * FACTOR_COUNT)));
    return factorReturnsOf(asked.map(({ day: on }) => ({ day: on, factorReturns: known.get(on)! })));
  };
}

const factorReturnsOf = (sessions: readonly Pick<RiskSession, 'day' | 'factorReturns'>[]): FactorReturns => {
  const values = new Float64Array(sessions.length * FACTOR_COUNT);
  sessions.forEach((s, t) => values.set(s.factorReturns, t * FACTOR_COUNT));
  return { day: sessions.map((s) => s.day), values };
};

async function buildCachedModel(
  store: Store,
  { book, dataSnapshot, options }: ModelBuildRequest,
  coverage: Pick<Extension, 'issuers' | 'fundamentalsFrom'>,
  slices: AsyncIterable<DailySlice>,
  cached: CachedModels,
): Promise<Model> {
  const rules = book.risk;
  const { simulated } = store;
  const { riskModel: folder } = options.cache!;
  const previous =
    cached.riskModel &&
    canExtend(cached.riskModel, { ...coverage, rules, simulated }) &&
    hasIntactState(folder, cached.riskModel, options)
      ? cached.riskModel
      : null;
  const { store: modelStore } = await buildRiskModel({
    folder,
    issuers: coverage.issuers,
    slices,
    rules,
    simulated,
    snapshot: dataSnapshot,
    previous,
    progress: () => {},
    ...(options.signal && { signal: options.signal }),
  });
  return {
    sessions: modelStore.sessions.map((s) => s.day),
    session: (d) => readSession(folder, modelStore, d),
    factorReturns: storedFactorReturns(folder, modelStore),
  };
}

/** Whether the state that an extension starts from is as it was written; if not, the model is built again. */
function hasIntactState(folder: string, model: RiskModelStore, { warn }: ModelBuildOptions): boolean {
  const damage = findDamage(folder, model, { days: [], states: 'last' });
  if (damage) warnOfDamage(damage, warn);
  return damage === null;
}

/** Without a cache, only the requested closes are kept: a whole model in memory would be as large as its file. */
async function buildTransientModel(
  { book, days }: ModelBuildRequest,
  issuers: readonly Issuer[],
  slices: AsyncIterable<DailySlice>,
): Promise<Model> {
  const sessions: Day[] = [];
  /** For each requested day, the last session on or before it. */
  const closes = new Map<Day, RiskSession>();
  const factors: { readonly day: Day; readonly factorReturns: Float64Array }[] = [];
  await advanceThroughSessions(newRiskModel(issuers, book.risk), {
    issuers,
    slices,
    after: null,
    onSession: (session) => {
      sessions.push(session.day);
      // Its arrays belong to the model, which may overwrite them in the next session.
      const copy = structuredClone(session);
      factors.push({ day: copy.day, factorReturns: copy.factorReturns });
      for (const d of days) if (session.day <= d) closes.set(d, copy);
    },
    progress: () => {},
  });
  const kept = [...closes.values()];
  return {
    sessions,
    session: (d) => kept.find((s) => s.day === d) ?? null,
    factorReturns: (through, count) => factorReturnsOf(factors.filter((f) => f.day <= through).slice(-count)),
  };
}
