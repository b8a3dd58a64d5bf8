import { historyRow } from '../../../regimes/model/history-row.ts';
import type { MarketHistory } from '../../market/as-of.ts';
import { type Day, day, iso } from '../../market/day.ts';
import { INDIA_VIX, NIFTY, type SeriesKey } from '../../market/series.ts';
import type { MonthlyRun } from '../../decision/monthly-run.ts';
import type { Evidence } from '../../validation/regimes/result.ts';
import { renderReport } from '../../report/decision/page.ts';
import { buildReportModel } from '../../report/decision/model.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import type { WhatIf } from '../../whatif/what-if.ts';

/** Sections that a report has when they are asked for. */
export interface Extras {
  readonly whatIf?: WhatIf;
  readonly evidence?: Evidence;
}

/** The committee's report of a run. */
export function reportOf(
  { decision, called, market }: MonthlyRun,
  book: RuleBook,
  extras: Extras = {},
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
