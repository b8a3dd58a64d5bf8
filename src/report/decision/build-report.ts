import { historyRow } from '../../../regimes/model/history-row.ts';
import type { Explanation } from '../../explain/explanation.ts';
import type { MonthlyRun } from '../../decision/run/monthly-run.ts';
import type { MarketHistory } from '../../market/as-of.ts';
import { type Day, day, iso } from '../../market/day.ts';
import { INDIA_VIX, NIFTY, type SeriesKey } from '../../market/series.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import type { RegimeValidation } from '../../validation/regimes/result.ts';
import { buildReportModel, type ReportModel } from './page-model.ts';
import { renderReport } from './page.ts';

/** Optional sections of a report. */
export interface ReportExtras {
  readonly validation?: RegimeValidation;
  /** Explanations of figures of the decision, such as those of `headlineFigures`, which then open them. */
  readonly explanations?: readonly Explanation[];
}

/**
 * The committee's report of a monthly run, as one HTML page.
 *
 * @param run the result of `runMonthlyAllocation`.
 * @param book the rule book of the run.
 * @param extras sections beyond the run itself.
 * @returns HTML without outside references.
 * @example
 * import { buildReport, DEFAULT_RULE_BOOK, openStore, runMonthlyAllocation } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const run = await runMonthlyAllocation(store);
 * await store.close();
 * console.log(buildReport(run, DEFAULT_RULE_BOOK).length);
 */
export const buildReport = (run: MonthlyRun, book: RuleBook, extras: ReportExtras = {}): string =>
  renderReport(reportModelOf(run, book, extras));

/** What the report of a run shows, for pages that show it among other things. */
export function reportModelOf(
  { decision, called, market }: MonthlyRun,
  book: RuleBook,
  extras: ReportExtras = {},
): ReportModel {
  const asOf = day(decision.asOf);
  return buildReportModel({
    decision,
    history: called.history.map((m) => historyRow(m, book.regimes)),
    nifty: closesOf(market, asOf, `${NIFTY}.close`),
    voteThreshold: book.regimes.voteThreshold,
    indiaVix: closesOf(market, asOf, `${INDIA_VIX}.close`),
    ...extras,
  });
}

function closesOf(market: MarketHistory, asOf: Day, key: SeriesKey) {
  const { observedOn, value } = market.view(asOf).column(key);
  return { dates: Array.from(observedOn, (d) => iso(d as Day)), closes: Array.from(value) };
}
