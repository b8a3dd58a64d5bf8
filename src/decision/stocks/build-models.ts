import { type Day, day, iso } from '../../market/day.ts';
import { isMonthOver } from '../../market/calendar/month-end.ts';
import type { DaySlice, Issuer } from '../../market/stocks/day-slice.ts';
import type { Store } from '../../market/store/store.ts';
import { buildRiskModel, foldSessions } from '../../risk/build/build.ts';
import { canExtend, type Extension } from '../../risk/store/extension.ts';
import { newRiskModel } from '../../risk/model.ts';
import { readSession } from '../../risk/store/model-store.ts';
import type { RiskSession } from '../../risk/store/daily-record.ts';
import { advanceBuild, allSharesOf, endMonth, historiesOf, newSleeveBuild } from '../../sleeves/build.ts';
import { missingSessions } from '../../sleeves/characteristics/missing-sessions.ts';
import { writeSleeves } from '../../sleeves/sleeve-store.ts';
import { reviewProblems } from '../../sleeves/review/review-warnings.ts';
import type { BuildRequest, BuiltShares } from './built-shares.ts';
import { riskIssuers, sleeveIssuers } from './companies.ts';
import type { KeptRecords } from './model-cache.ts';

/** Before any price that a store could hold. */
const BEGINNING = day('1980-01-01');

/**
 * Builds the risk model and the sleeves in one pass over the sessions; a kept model that lacks only the last of them is
 * extended. Both are kept where they may be.
 */
export async function buildShares(
  store: Store,
  request: BuildRequest,
  kept: KeptRecords,
): Promise<BuiltShares> {
  const { book, reading, calendar, building } = request;
  const { asOf, throughImport } = reading;
  const market = await store.stocks({ from: BEGINNING, to: asOf, asOf, throughImport });
  const { issuers, problems } = riskIssuers(market.issuers);
  const ofSleeves = sleeveIssuers(issuers);
  const sleeves = newSleeveBuild(ofSleeves, book.sleeves, market.facts);
  let last = BEGINNING;
  async function* throughSleeves(): AsyncGenerator<DaySlice> {
    let done = 0;
    let steps = 0;
    for await (const slice of market.slices()) {
      building.signal?.throwIfAborted();
      steps ||= calendar.filter((d) => d >= slice.day && d <= asOf).length;
      advanceBuild(sleeves, slice);
      last = slice.day;
      building.progress(`Risk model and sleeves, ${iso(slice.day)}`, ++done, steps);
      yield slice;
    }
  }
  // What has seen more is worth more than what is built for one run of the past.
  const mayKeep = building.kept?.mayWrite === true && !kept.isNewer;
  const model = mayKeep
    ? await keptModel(store, request, { issuers, heardFrom: market.heardFrom }, throughSleeves(), kept)
    : await modelOfRun(request, issuers, throughSleeves());
  const monthIsOver = isMonthOver(last, calendar, asOf);
  if (monthIsOver) endMonth(sleeves);
  const built = { histories: historiesOf(sleeves), last: { day: last, monthIsOver } };
  if (mayKeep)
    writeSleeves(building.kept.sleeves, {
      simulated: store.simulated,
      reading,
      ...built,
      rules: book.sleeves,
      issuers: ofSleeves,
      allShares: allSharesOf(sleeves),
      problems: [
        ...problems,
        ...market.problems(),
        ...sleeves.problems,
        ...missingSessions(sleeves.days, calendar),
        ...reviewProblems(built.histories, store.simulated),
      ],
    });
  return { ...model, reading, sleeves: built };
}

type Model = Pick<BuiltShares, 'sessions' | 'session'>;

async function keptModel(
  store: Store,
  { book, reading, building }: BuildRequest,
  companies: Pick<Extension, 'issuers' | 'heardFrom'>,
  slices: AsyncIterable<DaySlice>,
  kept: KeptRecords,
): Promise<Model> {
  const rules = book.risk;
  const { simulated } = store;
  const { model: folder } = building.kept!;
  const before = kept.model && canExtend(kept.model, { ...companies, rules, simulated }) ? kept.model : null;
  const { record } = await buildRiskModel({
    folder,
    issuers: companies.issuers,
    slices,
    rules,
    simulated,
    reading,
    before,
    progress: () => {},
    ...(building.signal && { signal: building.signal }),
  });
  return { sessions: record.sessions.map((s) => s.day), session: (d) => readSession(folder, record, d) };
}

/** Of a model that is not kept only the closes asked for: all of them would be as much as a file of them. */
async function modelOfRun(
  { book, days }: BuildRequest,
  issuers: readonly Issuer[],
  slices: AsyncIterable<DaySlice>,
): Promise<Model> {
  const sessions: Day[] = [];
  /** For each day asked for, the last session until then. */
  const closes = new Map<Day, RiskSession>();
  await foldSessions(newRiskModel(issuers, book.risk), {
    issuers,
    slices,
    after: null,
    keep: (session) => {
      sessions.push(session.day);
      // Its arrays are the model's own and may be written over by the next session.
      const copy = structuredClone(session);
      for (const d of days) if (session.day <= d) closes.set(d, copy);
    },
    progress: () => {},
  });
  const kept = [...closes.values()];
  return { sessions, session: (d) => kept.find((s) => s.day === d) ?? null };
}
