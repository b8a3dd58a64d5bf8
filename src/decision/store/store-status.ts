import { SIGNAL_RULES } from '../../../signals/all.ts';
import { BREAKS } from '../../market/quality/breaks.ts';
import { type Day, iso } from '../../market/day.ts';
import { disagreementProblem } from '../../market/quality/disagreements.ts';
import { splitKey } from '../../market/store/read-series.ts';
import { unexplainedJumpProblem } from '../../market/quality/unexplained-jumps.ts';
import type { Problem } from '../../market/problem.ts';
import { kindOf } from '../../market/store/rows.ts';
import { NIFTY, type SeriesKey } from '../../market/series.ts';
import type { StoreStatus } from '../../market/store/status.ts';
import type { StockRowKind } from '../../market/stocks/stock-row.ts';

/** The state of a store: coverage, gaps, breaks and imports, with ISO dates, and its problems. */
export interface StatusReport {
  readonly asOf: string;
  readonly simulated: boolean;
  readonly series: readonly {
    readonly series: string;
    readonly kind: string;
    readonly first: string;
    readonly last: string;
    /** Calendar days since the last row. Whether a signal is stale is part of the signal. */
    readonly daysOld: number;
    readonly rows: number;
    readonly sources: readonly string[];
    readonly files: number;
    /** Titles of the signals that read it. */
    readonly signals: readonly string[];
  }[];
  /** Null where the store has no stocks. */
  readonly stocks: {
    readonly issuers: number;
    readonly sessions: number;
    /** Symbols with prices that nothing in the store identifies as a stock; they may be funds. */
    readonly unidentified: readonly string[];
    readonly kinds: readonly {
      readonly kind: StockRowKind;
      /** ISINs and symbols. */
      readonly names: number;
      readonly first: string;
      readonly last: string;
      readonly rows: number;
      readonly sources: readonly string[];
    }[];
  } | null;
  readonly gaps: readonly {
    readonly series: string;
    readonly kind: string;
    readonly after: string;
    readonly before: string;
  }[];
  readonly breaks: readonly {
    readonly series: string;
    readonly on: string;
    readonly factor: number;
    readonly reason: string;
  }[];
  readonly imports: readonly {
    readonly id: number;
    readonly name: string;
    readonly format: string;
    readonly importedOn: string;
    readonly rowsRead: number;
    readonly stored: number;
    readonly unchanged: number;
    readonly rejected: number;
  }[];
  readonly problems: readonly Problem[];
}

export function statusReport(status: StoreStatus, asOf: Day): StatusReport {
  return {
    asOf: iso(asOf),
    simulated: status.simulated,
    series: status.series.map(({ series, kind, first, last, rows, sources, files }) => ({
      series,
      kind,
      first: iso(first),
      last: iso(last),
      daysOld: asOf - last,
      rows,
      sources,
      files: files.length,
      signals: SIGNAL_RULES.filter((rule) => rule.series.some((key) => isOf(key, { series, kind }))).map(
        (rule) => rule.title,
      ),
    })),
    stocks: status.stocks && {
      ...status.stocks,
      kinds: status.stocks.kinds.map((k) => ({ ...k, first: iso(k.first), last: iso(k.last) })),
    },
    gaps: status.gaps.map((g) => ({ ...g, after: iso(g.after), before: iso(g.before) })),
    breaks: BREAKS.map(({ key, on, factor, reason }) => ({ series: key, on: iso(on), factor, reason })),
    imports: status.imports.map(
      ({ id, name, format, importedOn, rowsRead, stored, unchanged, rejected }) => ({
        id,
        name,
        format,
        importedOn: iso(importedOn),
        rowsRead,
        stored,
        unchanged,
        rejected,
      }),
    ),
    problems: [
      ...missing(status),
      ...status.disagreements.map(disagreementProblem),
      ...status.jumps.map(unexplainedJumpProblem),
    ],
  };
}

/** Whether rows of a series and kind have the field of a key. */
function isOf(
  key: SeriesKey,
  { series, kind }: Pick<StoreStatus['series'][number], 'series' | 'kind'>,
): boolean {
  const of = splitKey(key);
  return of.series === series && kindOf(of.field) === kind;
}

/** Signals that a run would lack, because the store has none of their series. */
const missing = (status: StoreStatus): Problem[] =>
  SIGNAL_RULES.flatMap((rule) => {
    const lacking = rule.series.filter((key) => !status.series.some((s) => isOf(key, s)));
    if (lacking.length === 0) return [];
    // India VIX has a proxy and FII flows carry no weight: without them a call is less informed, not wrong.
    const needed = lacking.some((key) => key.startsWith(`${NIFTY}.`));
    return [
      {
        severity: needed ? 'warning' : 'note',
        code: 'series-missing',
        about: rule.id,
        message: `The store has no ${lacking.join(', ')}.`,
        remedy: 'Import it with trrm import.',
      } as const,
    ];
  });
