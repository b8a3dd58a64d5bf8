import { historyRow } from '../../../regimes/model/history-row.ts';
import type { MonthlyRun } from '../../decision/monthly-run.ts';
import type { MarketHistory } from '../../market/as-of.ts';
import { type Day, day, iso } from '../../market/day.ts';
import { INDIA_VIX, NIFTY, type SeriesKey } from '../../market/series.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import type { RegimeValidation } from '../../validation/regimes/result.ts';
import type { WhatIf } from '../../whatif/what-if.ts';
import { buildReportModel } from './page-model.ts';
import { renderReport } from './page.ts';

/** Optional sections of a report. */
export interface ReportExtras {
  readonly whatIf?: WhatIf;
  readonly validation?: RegimeValidation;
}

/** The committee's report of a monthly run, as one HTML page. */
export function buildReport(
  { decision, called, market }: MonthlyRun,
  book: RuleBook,
  extras: ReportExtras = {},
): string {
  const asOf = day(decision.asOf);
  return renderReport(
    buildReportModel({
      decision,
      history: called.history.map((m) => historyRow(m, book.regimes)),
      nifty: closesOf(market, asOf, `${NIFTY}.close`),
      indiaVix: closesOf(market, asOf, `${INDIA_VIX}.close`),
      ...extras,
    }),
  );
}

function closesOf(market: MarketHistory, asOf: Day, key: SeriesKey) {
  const { observedOn, value } = market.view(asOf).column(key);
  return { dates: Array.from(observedOn, (d) => iso(d as Day)), closes: Array.from(value) };
}
