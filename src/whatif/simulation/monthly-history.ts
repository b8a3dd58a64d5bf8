import { type PositionId, SLEEVES } from '../../../allocations/positions.ts';
import { monthEnds } from '../../market/calendar/calendar.ts';
import { isMonthOver } from '../../market/calendar/month-end.ts';
import { type Day, iso, monthNumber } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import { inWords } from '../../format/words.ts';
import type { RecordedCall } from '../portfolio-basis.ts';
import type { LevelHistory, PositionLevels } from '../stress/level-history.ts';

/** An asset of a simulation: a position; `nifty-50` is the index, and the fund that holds it. */
export type AssetId = PositionId;

/** Monthly returns of one asset. */
export interface AssetHistory {
  readonly id: AssetId;
  /** `zero`: no data; it is taken to return nothing. */
  readonly source: PositionLevels['source'] | 'zero';
  /** Simple returns by month; NaN where unknown. */
  readonly returns: Float64Array;
  /** Months with a return that begin before the index's launch: the vendor's back-test. */
  readonly backTested: number;
}

/** Months of a record: the label with which each began, and what it returned. */
export interface MonthlyHistory {
  /** Last session of each month. */
  readonly ends: readonly Day[];
  /** The label in force when the month began; null before the first scored month. */
  readonly labels: readonly (string | null)[];
  readonly assets: readonly AssetHistory[];
}

/** The calls from the first scored month on. */
export const scoredCalls = (calls: readonly RecordedCall[]): RecordedCall[] =>
  calls.slice(
    Math.max(
      0,
      calls.findIndex((c) => c.status === 'ok'),
    ),
  );

/**
 * Monthly returns of assets between consecutive month-ends. The current month counts once it is over.
 *
 * @throws UserError for a sleeve without any monthly return.
 */
export function monthlyHistory(
  levels: LevelHistory,
  calls: readonly RecordedCall[],
  assets: readonly AssetId[],
  asOf: Day,
): MonthlyHistory {
  const { sessions } = levels;
  const all = monthEnds(sessions);
  const last = all.at(-1);
  const ends = last !== undefined && !isMonthOver(sessions[last]!, sessions, asOf) ? all.slice(0, -1) : all;
  const months = ends.slice(1).map((end, k) => ({ start: ends[k]!, end }));
  const isWhole = months.map(
    ({ start, end }) => monthNumber(sessions[end]!) === monthNumber(sessions[start]!) + 1,
  );
  const labelOn = new Map(scoredCalls(calls).map((c) => [c.monthEnd as number, c.regime]));
  const returnsOf = (series: Float64Array): Float64Array =>
    Float64Array.from(months, ({ start, end }, k) => (isWhole[k] ? series[end]! / series[start]! - 1 : NaN));
  const known = (returns: Float64Array): number =>
    returns.reduce((n, r) => n + (Number.isFinite(r) ? 1 : 0), 0);

  const historyOf = (id: AssetId): AssetHistory => {
    if (id === 'nifty-50') {
      const [total, price] = [returnsOf(levels.niftyTotal), returnsOf(levels.nifty)];
      return known(total) >= known(price) / 2
        ? { id, source: 'index', returns: total, backTested: 0 }
        : { id, source: 'index-price', returns: price, backTested: 0 };
    }
    // The longest series; of equals the preferred one.
    const found = levels.positions
      .get(id)!
      .map((series) => ({ series, returns: returnsOf(series.levels) }))
      .reduce<{ series: PositionLevels; returns: Float64Array } | null>(
        (best, s) => (best === null || known(s.returns) > known(best.returns) ? s : best),
        null,
      );
    if (found && known(found.returns) > 0) {
      const { liveFrom, source } = found.series;
      const backTested = months.filter(
        ({ start }, k) =>
          liveFrom !== null && sessions[start]! < liveFrom && Number.isFinite(found.returns[k]),
      ).length;
      return { id, source, returns: found.returns, backTested };
    }
    if ((SLEEVES as readonly string[]).includes(id))
      throw userError(
        'no-returns',
        inWords(id),
        `The sleeve has no monthly return up to ${iso(asOf)}.`,
        'Import the history of its proxy index (niftyindices), or of its stocks.',
      );
    return { id, source: 'zero', returns: new Float64Array(months.length), backTested: 0 };
  };
  return {
    ends: months.map(({ end }) => sessions[end]!),
    labels: months.map(({ start }) => labelOn.get(sessions[start]!) ?? null),
    assets: assets.map(historyOf),
  };
}
