import type { HistoryRow } from '../../../../regimes/model/history-row.ts';
import type { Regime } from '../../../../regimes/regime.ts';
import type { SignalId } from '../../../../signals/signal.ts';
import { day, weekday } from '../../../market/day.ts';

/** Closes through time, ISO dates ascending, both of one length. */
export interface Closes {
  readonly dates: readonly string[];
  readonly closes: readonly number[];
}

/** A stretch of months under one label, from the month-end that called it to the one that called the next. */
export interface Run {
  readonly from: string;
  readonly to: string;
  readonly regime: Regime;
  /** `insufficient`: too few signals, so the label of the month before was kept. */
  readonly status: HistoryRow['status'];
}

export interface RecentMonth {
  readonly monthEnd: string;
  readonly regime: Regime;
  /** Given where an override held; null otherwise. */
  readonly modelRegime: Regime | null;
  readonly status: HistoryRow['status'];
  readonly score: number | null;
  readonly scores: Readonly<Partial<Record<SignalId, number | null>>>;
  readonly nifty: number | null;
  /** Percent since the month-end before. */
  readonly niftyChange: number | null;
}

export interface HistoryModel {
  readonly runs: readonly Run[];
  readonly scores: readonly { readonly monthEnd: string; readonly score: number | null }[];
  /** Last close of each week, from the first call on. */
  readonly nifty: Closes;
  readonly indiaVix: Closes;
  /** Newest first. */
  readonly recent: readonly RecentMonth[];
  readonly months: Readonly<Record<Regime, number>>;
  /** Changes of label a year. */
  readonly switchesAYear: number | null;
}

const RECENT_MONTHS = 12;

/**
 * The record of calls as it is drawn and listed. `record` ascending; months before the first that had enough signals
 * are left out, since nothing was called in them.
 */
export function historyModel(record: readonly HistoryRow[], nifty: Closes, indiaVix: Closes): HistoryModel {
  const called = record.findIndex((row) => row.status === 'ok');
  const rows = called < 0 ? [] : record.slice(called);
  const first = rows[0]?.monthEnd ?? '9999-12-31';
  const months = { bullish: 0, consolidation: 0, bearish: 0 };
  for (const row of rows) months[row.regime]++;
  const switches = rows.filter((row, i) => i > 0 && row.regime !== rows[i - 1]!.regime).length;
  return {
    runs: runsOf(rows),
    scores: rows.map(({ monthEnd, score }) => ({ monthEnd, score })),
    nifty: weekly(nifty, first),
    indiaVix: weekly(indiaVix, first),
    recent: recentMonths(rows, nifty),
    months,
    switchesAYear: rows.length < 13 ? null : (switches * 12) / (rows.length - 1),
  };
}

/** A label holds from the month-end that called it; the last one is drawn for the month to come. */
function runsOf(rows: readonly HistoryRow[]): Run[] {
  const runs: Run[] = [];
  rows.forEach(({ monthEnd, regime, status }, i) => {
    const to = rows[i + 1]?.monthEnd ?? monthAfter(monthEnd);
    const last = runs.at(-1);
    if (last?.regime === regime && last.status === status) runs[runs.length - 1] = { ...last, to };
    else runs.push({ from: monthEnd, to, regime, status });
  });
  return runs;
}

const monthAfter = (iso: string): string => {
  const [year = 0, month = 0] = iso.split('-').map(Number);
  // Day 0 of the month after next is the last day of the next month.
  return new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10);
};

/** The last close of each week: what a line of twenty years can show, at a fifth of the size. */
function weekly({ dates, closes }: Closes, from: string): Closes {
  const kept = dates.flatMap((date, i) => {
    if (date < from) return [];
    const next = dates[i + 1];
    return next === undefined || weekOf(next) !== weekOf(date) ? [i] : [];
  });
  return { dates: kept.map((i) => dates[i]!), closes: kept.map((i) => closes[i]!) };
}

/** Days since 1970-01-01 of the Sunday that begins the week. */
const weekOf = (iso: string): number => day(iso) - weekday(day(iso));

function recentMonths(rows: readonly HistoryRow[], nifty: Closes): RecentMonth[] {
  const closeOn = new Map(nifty.dates.map((date, i) => [date, nifty.closes[i]!]));
  return rows
    .map((row, i): RecentMonth => {
      const close = closeOn.get(row.monthEnd) ?? null;
      const before = closeOn.get(rows[i - 1]?.monthEnd ?? '') ?? null;
      return {
        monthEnd: row.monthEnd,
        regime: row.regime,
        modelRegime: row.modelRegime === row.regime ? null : row.modelRegime,
        status: row.status,
        score: row.score,
        scores: row.scores,
        nifty: close,
        niftyChange: close === null || before === null ? null : (close / before - 1) * 100,
      };
    })
    .slice(-RECENT_MONTHS)
    .reverse();
}
