import { type Day, displayDay, iso } from '../../../src/market/day.ts';
import { type Term, termOf } from '../../tax/holding-period.ts';
import { financialYearOf, yearName } from '../../tax/financial-year.ts';
import type { Fault } from '../lot-validation.ts';
import { brokerDates } from './broker-dates.ts';
import type { BrokerFormat } from './broker-format.ts';
import type { BrokerRow } from './broker-rows.ts';
import { figureOf } from './figures.ts';

/** Explains that realised gains are not holdings, and where they go in the rule book. */
export function refuseRealised(
  rows: readonly BrokerRow[],
  { name, columns }: BrokerFormat,
  fault: Fault,
): void {
  const sums = columns.index.has('profit') ? gainsByTerm(rows) : null;
  const entry =
    sums === null
      ? 'Enter the sums of the financial year in the rule book under costs.tax.realised, as until, short and long'
      : `Enter the sums of ${sums.year} in the rule book under costs.tax.realised: { until: ${iso(sums.until)}, short: ${sums.short.toFixed(2)}, long: ${sums.long.toFixed(2)} } (sales to ${displayDay(sums.until)}; where rates changed within the year, an entry for each part)`;
  fault(
    columns.line,
    `is ${name}: gains realised by sales, not holdings.`,
    `${entry}; for the portfolio give a tradebook.`,
  );
}

/** ₹ of profit by term in the financial year of the last sale; null if a line cannot be read. */
function gainsByTerm(rows: readonly BrokerRow[]) {
  const boughtOf = brokerDates(rows.map((r) => r.cell('bought')));
  const soldOf = brokerDates(rows.map((r) => r.cell('sold')));
  const sales: { sold: Day; term: Term; profit: number }[] = [];
  for (const row of rows) {
    const [bought, sold] = [boughtOf?.(row.cell('bought')), soldOf?.(row.cell('sold'))];
    const profit = figureOf(row.cell('profit'));
    if (!bought || !sold || profit === null) return null;
    sales.push({ sold, term: termOf(bought, sold), profit });
  }
  if (sales.length === 0) return null;
  const until = sales.reduce((last, s) => (s.sold > last ? s.sold : last), sales[0]!.sold);
  const year = financialYearOf(until);
  const sum = (term: Term): number =>
    sales.reduce((all, s) => (s.term === term && financialYearOf(s.sold) === year ? all + s.profit : all), 0);
  return { until, year: yearName(year), short: sum('short'), long: sum('long') };
}
