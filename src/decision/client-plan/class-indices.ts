import { benchmarkData, benchmarkKeys } from '../../funds/benchmark-data.ts';
import { TREASURY_BILLS } from '../../funds/category-benchmarks.ts';
import type { LevelSeries } from '../../funds/nav-series.ts';
import type { Day } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import { NIFTY, type SeriesKey } from '../../market/series.ts';
import type { Store } from '../../market/store/store.ts';

const GOLD: SeriesKey = 'gold-inr.close';

/** The levels that stand for the asset classes. */
export interface Indices {
  readonly sessions: Int32Array;
  readonly bills: LevelSeries;
  readonly equity: LevelSeries;
  readonly gold: LevelSeries;
}

/** @throws UserError if the store has no yields of Treasury bills. */
export async function readIndices(store: Store, asOf: Day): Promise<Indices> {
  const view = (await store.load([...benchmarkKeys(TREASURY_BILLS), `${NIFTY}.tri`, GOLD])).view(asOf);
  const bills = benchmarkData(view, TREASURY_BILLS);
  if (bills.levels.days.length === 0)
    throw userError(
      'no-risk-free-rate',
      'tbill-91d.close',
      'the store has no yields of 91-day Treasury bills.',
      'Import them (Date,Yield).',
    );
  const of = (key: SeriesKey): LevelSeries => {
    const { observedOn, value } = view.column(key);
    return { days: observedOn, values: value };
  };
  return { sessions: bills.sessions, bills: bills.levels, equity: of(`${NIFTY}.tri`), gold: of(GOLD) };
}
