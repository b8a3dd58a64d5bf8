import type { AsOfView } from '../market/as-of.ts';
import { type Day } from '../market/day.ts';
import { NIFTY, type SeriesKey } from '../market/series.ts';
import type { BenchmarkData } from './benchmark-window.ts';
import { TREASURY_BILLS } from './category-benchmarks.ts';
import type { LevelSeries } from './nav-series.ts';
import { riskFreeReturn } from './risk-free.ts';

const BILLS: SeriesKey = `${TREASURY_BILLS}.close`;
const SESSIONS: readonly SeriesKey[] = [`${NIFTY}.close`, `${NIFTY}.tri`];

/** The series that a card needs. */
export const benchmarkKeys = (id: string): SeriesKey[] => [`${id}.tri`, BILLS, ...SESSIONS];

/**
 * Sessions, Treasury bills and the benchmark's total-return levels as known at the close of a day. The sessions are those
 * of the Nifty 50's prices, else of its total returns, else of the benchmark.
 */
export function benchmarkData(view: AsOfView, id: string): BenchmarkData {
  const of = (key: SeriesKey): LevelSeries => {
    const { observedOn, value } = view.column(key);
    return { days: observedOn, values: value };
  };
  const billYields = of(BILLS);
  const [closes, returns, own] = [of(SESSIONS[0]!), of(SESSIONS[1]!), of(`${id}.tri`)];
  const sessions = [closes, returns, own].find(({ days }) => days.length > 0)?.days ?? new Int32Array(0);
  const levels = id === TREASURY_BILLS ? rolledBills(billYields, sessions) : own;
  return { id, levels, sessions, billYields };
}

/** The level of Treasury bills rolled over at every session, from the first session with a yield; 100 at its start. */
function rolledBills(yields: LevelSeries, sessions: Int32Array): LevelSeries {
  const days: number[] = [];
  const values: number[] = [];
  for (const session of sessions) {
    const before = days.at(-1) as Day | undefined;
    if (before === undefined) {
      if (riskFreeReturn(yields, session as Day, session as Day) === null) continue;
      days.push(session);
      values.push(100);
      continue;
    }
    const growth = riskFreeReturn(yields, before, session as Day);
    if (growth === null) break;
    days.push(session);
    values.push(values.at(-1)! * (1 + growth));
  }
  return { days: Int32Array.from(days), values: Float64Array.from(values) };
}
