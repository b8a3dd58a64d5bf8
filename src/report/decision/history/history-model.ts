import type { HistoryRow } from '../../../../regimes/model/history-row.ts';
import type { Regime } from '../../../../regimes/regime.ts';
import type { SignalId } from '../../../../signals/signal.ts';
import { day, weekday } from '../../../market/day.ts';

/** A series of closes: ISO dates ascending, and closes of the same length. */
export interface Closes {
  readonly dates: readonly string[];
  readonly closes: readonly number[];
}

/** Consecutive months under one regime, from the month-end of its first call to that of the next regime. */
export interface RegimeSpan {
  readonly from: string;
  readonly to: string;
  readonly regime: Regime;
  /** `insufficient`: too few signals, so that the regime of the previous month is carried forward. */
  readonly status: HistoryRow['status'];
}

export interface RecentMonth {
  readonly monthEnd: string;
  readonly regime: Regime;
  /** The regime of the model where an override was in force; null otherwise. */
  readonly modelRegime: Regime | null;
  readonly status: HistoryRow['status'];
  readonly score: number | null;
  readonly scores: Readonly<Partial<Record<SignalId, number | null>>>;
  readonly nifty: number | null;
  /** Percent since the previous month-end; null if a close is missing. */
  readonly niftyChange: number | null;
}

export interface HistoryModel {
  readonly spans: readonly RegimeSpan[];
  readonly scores: readonly { readonly monthEnd: string; readonly score: number | null }[];
  /** Last close of each week from the first call onwards. */
  readonly nifty: Closes;
  readonly indiaVix: Closes;
  /** Newest first. */
  readonly recent: readonly RecentMonth[];
  readonly months: Readonly<Record<Regime, number>>;
  /** Regime changes a year; null with less than a year of history. */
  readonly switchesAYear: number | null;
}

const RECENT_MONTHS = 12;

/**
 * History of calls as drawn and listed. Months before the first with enough signals are omitted, because there was no
 * call in them.
 *
 * @param history month-end rows, ascending.
 */
export function historyModel(history: readonly HistoryRow[], nifty: Closes, indiaVix: Closes): HistoryModel {
  const called = history.findIndex((row) => row.status === 'ok');
  const rows = called < 0 ? [] : history.slice(called);
  const first = rows[0]?.monthEnd ?? '9999-12-31';
  const months = { bullish: 0, consolidation: 0, bearish: 0 };
  for (const row of rows) months[row.regime]++;
  const switches = rows.filter((row, i) => i > 0 && row.regime !== rows[i - 1]!.regime).length;
  return {
    spans: regimeSpans(rows),
    scores: rows.map(({ monthEnd, score }) => ({ monthEnd, score })),
    nifty: weekly(nifty, first),
    indiaVix: weekly(indiaVix, first),
    recent: recentMonths(rows, nifty),
    months,
    switchesAYear: rows.length < 13 ? null : (switches * 12) / (rows.length - 1),
  };
}

/** A regime holds from the month-end of its call; the last one extends over the coming month. */
function regimeSpans(rows: readonly HistoryRow[]): RegimeSpan[] {
  const runs: RegimeSpan[] = [];
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

/** The last close of each week: enough for a chart of twenty years, at a fifth of the size. */
function weekly({ dates, closes }: Closes, from: string): Closes {
  const kept = dates.flatMap((date, i) => {
    if (date < from) return [];
    const next = dates[i + 1];
    return next === undefined || weekOf(next) !== weekOf(date) ? [i] : [];
  });
  return { dates: kept.map((i) => dates[i]!), closes: kept.map((i) => closes[i]!) };
}

/** Days from 1970-01-01 to the Sunday that starts the week. */
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
