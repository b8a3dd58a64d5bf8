import { type PositionId, SLEEVES, type SleeveId } from '../../../allocations/positions.ts';
import type { AllocationRules } from '../../../allocations/rules.ts';
import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import type { AsOfView } from '../../market/as-of.ts';
import { sessionsOf } from '../../market/calendar/calendar.ts';
import { type Day, day } from '../../market/day.ts';
import { GOLD, GSEC_10Y, NIFTY, type SeriesKey, TBILL } from '../../market/series.ts';
import { sleeveBetas } from './position-returns.ts';

/** Levels of one position over all sessions; NaN before its data begin. */
export interface PositionLevels {
  /** `built`: the sleeve's own level, built from stocks. `index`: its proxy index; `index-price` without dividends. */
  readonly source: 'built' | 'index' | 'index-price' | 'gold' | 'yield' | 'cash';
  readonly levels: Float64Array;
  /** Levels before this day are the vendor's back-test; null where none are, or it is not known. */
  readonly liveFrom: Day | null;
}

/** Everything that windows are replayed on, by session. */
export interface LevelHistory {
  readonly sessions: readonly Day[];
  /** Closes of the Nifty 50, and its total-return levels (NaN without). */
  readonly nifty: Float64Array;
  readonly niftyTotal: Float64Array;
  /** Level series of each position, the preferred one first. */
  readonly positions: ReadonlyMap<PositionId, readonly PositionLevels[]>;
  /** Betas to the Nifty 50 of sleeves that must be stood in for; 1 where there is none. */
  readonly betas: ReadonlyMap<SleeveId, number>;
}

/** Series that stress tests and simulations read besides those of a run. */
export const HISTORY_SERIES: readonly SeriesKey[] = [
  `${NIFTY}.tri`,
  `${GOLD}.close`,
  `${TBILL}.close`,
  `${GSEC_10Y}.close`,
];

/** A level older than this many days does not count (our choice): a week for daily series, a month and a half for gold by month. */
const STALE_DAYS = 7;
const STALE_GOLD = 45;

/** Aligns every level series to the sessions of the Nifty 50. */
export function levelHistoryOf(
  view: AsOfView,
  stocks: StockSnapshot | null,
  rules: AllocationRules,
  gsecDuration: number,
): LevelHistory {
  const sessions = sessionsOf(view);
  const column = (key: SeriesKey, stale = STALE_DAYS): Float64Array => {
    const { observedOn, value } = view.column(key);
    return onSessions(sessions, observedOn, value, stale);
  };
  const ofSleeve = (id: SleeveId): PositionLevels[] => {
    const built = stocks?.sleeves[id]?.levels;
    const index = rules.instruments[id];
    const liveFrom = index?.launched ? day(index.launched) : null;
    return [
      ...(built && built.day.length > 0
        ? [
            {
              source: 'built',
              levels: onSessions(sessions, built.day, built.total, STALE_DAYS),
              liveFrom: null,
            } as const,
          ]
        : []),
      ...(index
        ? (['tri', 'close'] as const)
            .map((field) => ({
              source: field === 'tri' ? ('index' as const) : ('index-price' as const),
              levels: column(`${index.series}.${field}`),
              liveFrom,
            }))
            .filter(({ levels }) => levels.some((x) => x > 0))
        : []),
    ];
  };
  const own = (source: PositionLevels['source'], levels: Float64Array): PositionLevels[] =>
    levels.some((x) => x > 0) ? [{ source, levels, liveFrom: null }] : [];
  return {
    sessions,
    nifty: column(`${NIFTY}.close`),
    niftyTotal: column(`${NIFTY}.tri`),
    positions: new Map<PositionId, readonly PositionLevels[]>([
      ...SLEEVES.map((id): [PositionId, PositionLevels[]] => [id, ofSleeve(id)]),
      [
        'nifty-50',
        [...own('index', column(`${NIFTY}.tri`)), ...own('index-price', column(`${NIFTY}.close`))],
      ],
      ['gold', own('gold', column(`${GOLD}.close`, STALE_GOLD))],
      ['g-sec', own('yield', bondLevels(sessions, column(`${GSEC_10Y}.close`), gsecDuration))],
      ['liquid-fund', own('cash', cashLevels(sessions, column(`${TBILL}.close`, STALE_GOLD)))],
    ]),
    betas: sleeveBetas(view, rules),
  };
}

/** A series on every session: the last value on or before it, NaN if that is older than `stale` days. */
function onSessions(
  sessions: readonly Day[],
  days: ArrayLike<number>,
  values: ArrayLike<number>,
  stale: number,
): Float64Array {
  const out = new Float64Array(sessions.length).fill(NaN);
  let at = -1;
  for (const [s, session] of sessions.entries()) {
    while (at + 1 < days.length && days[at + 1]! <= session) at++;
    if (at >= 0 && session - days[at]! <= stale) out[s] = values[at]!;
  }
  return out;
}

/** Levels of a bond of constant duration: each session earns the yield of the one before, less duration times its change. */
function bondLevels(sessions: readonly Day[], yields: Float64Array, duration: number): Float64Array {
  const out = new Float64Array(sessions.length).fill(NaN);
  let level = NaN;
  for (let s = 0; s < sessions.length; s++) {
    const before = s > 0 ? yields[s - 1]! : NaN;
    const change = yields[s]! - before;
    if (Number.isNaN(level)) level = Number.isNaN(yields[s]!) ? NaN : 1;
    else if (!Number.isNaN(change))
      level *= 1 + ((before / 100) * (sessions[s]! - sessions[s - 1]!)) / 365 - (duration * change) / 100;
    out[s] = level;
  }
  return out;
}

/** Levels of cash at the yield of Treasury bills. */
function cashLevels(sessions: readonly Day[], yields: Float64Array): Float64Array {
  const out = new Float64Array(sessions.length).fill(NaN);
  let level = NaN;
  for (let s = 0; s < sessions.length; s++) {
    const before = s > 0 ? yields[s - 1]! : NaN;
    if (!Number.isNaN(level) && !Number.isNaN(before))
      level *= 1 + ((before / 100) * (sessions[s]! - sessions[s - 1]!)) / 365;
    else if (Number.isNaN(level) && !Number.isNaN(yields[s]!)) level = 1;
    out[s] = level;
  }
  return out;
}
