import { type Day, dayOf } from '../../../day.ts';
import { STATEMENT_FIGURES, type StockStatement } from '../../../stocks/stock-row.ts';
import type { Cells } from '../../decoding/cells.ts';
import { readDate } from '../../decoding/dates.ts';
import { knownFrom } from './filing-delay.ts';
import { exactly, type Format, type FormatReader } from '../format.ts';
import { stockSeries } from './stock-name.ts';

/*
 * Accounts of Indian companies in a widely copied set of three files: by symbol, ₹ crore, as reported, by year, without
 * filing dates. One file has balance sheets, one profit and loss, one cash flows.
 */

/**
 * The period end meant by a cell of `year`: `2013-03-01` is the end of that month, `2013` the end of the Indian
 * financial year in March, `2024.5` half a year later. Rejects the row for anything else: `TTM` is not a fixed period,
 * `Mar 2016 9m` is not twelve months.
 */
function periodEnd(cells: Cells): Day {
  const cell = cells.text('year');
  const month = /^\d{4}-\d{2}-01$/.test(cell) ? readDate(cell.slice(0, 7), 'YYYY-MM') : null;
  if (month !== null) return month;
  const year = /^(\d{4})(\.5)?$/.exec(cell);
  if (year) return year[2] ? dayOf(Number(year[1]), 9, 30)! : dayOf(Number(year[1]), 3, 31)!;
  cells.reject(
    'no financial year',
    cell === 'TTM'
      ? 'TTM is a sum of four unnamed quarters, so the day on which it became known is unknown'
      : `${JSON.stringify(cell)} is not a period of twelve months`,
  );
  return 0 as Day;
}

const BLANK = Object.fromEntries(STATEMENT_FIGURES.map((figure) => [figure, null])) as Record<
  (typeof STATEMENT_FIGURES)[number],
  null
>;

type Part = Exclude<StockStatement['part'], 'whole'>;
type StatementValues = Partial<Pick<StockStatement, (typeof STATEMENT_FIGURES)[number]>>;

function accounts(
  id: string,
  title: string,
  part: Part,
  header: string,
  values: (cells: Cells) => StatementValues,
): Format {
  return {
    id,
    title,
    headerExample: header,
    ordered: false,
    matches: exactly(...header.split(',')),
    begin: (): FormatReader => ({
      source: 'third-party',
      calendar: 'any',
      numericDates: false,
      rows: (cells) => {
        const observedOn = periodEnd(cells);
        return [
          {
            ...BLANK,
            ...values(cells),
            kind: 'statement',
            series: stockSeries(cells, cells.text('company_id'), ''),
            observedOn,
            ...knownFrom(null, observedOn, 'year'),
            period: 'year',
            part,
          },
        ];
      },
    }),
  };
}

const add = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

/** Borrowings are not split by term, so all count as long-term debt (our choice). */
export const screenerBalanceSheets = accounts(
  'screener-balance-sheet',
  'balance sheets of companies by year, ₹ crore',
  'balance-sheet',
  'company_id,year,equity_capital,reserves,borrowings,other_liabilities,total_liabilities,fixed_assets,cwip,investments,other_asset,total_assets',
  (cells) => ({
    totalAssets: cells.number('total_assets'),
    bookEquity: add(cells.number('equity_capital'), cells.number('reserves')),
    longTermDebt: cells.number('borrowings'),
    equityCapital: cells.number('equity_capital'),
  }),
);

/** The file has no cost of goods, so all operating expenses are used; dividends are payout times profit. */
export const screenerProfits = accounts(
  'screener-profit-and-loss',
  'profit and loss of companies by year, ₹ crore',
  'profit-and-loss',
  'company_id,year,sales,expenses,operating_profit,opm_percentage,other_income,interest,depreciation,profit_before_tax,tax_percentage,net_profit,eps,dividend_payout',
  (cells) => {
    const netIncome = cells.number('net_profit');
    const payout = cells.number('dividend_payout');
    return {
      sales: cells.number('sales'),
      costOfGoods: cells.number('expenses'),
      netIncome,
      depreciation: cells.number('depreciation'),
      // A payout ratio of a loss gives no amount.
      dividends: netIncome === null || payout === null || netIncome <= 0 ? null : (netIncome * payout) / 100,
    };
  },
);

export const screenerCashFlows = accounts(
  'screener-cash-flow',
  'cash flows of companies by year, ₹ crore',
  'cash-flow',
  'company_id,year,operating_activity,investing_activity,financing_activity,net_cash_flow',
  (cells) => ({ operatingCashFlow: cells.number('operating_activity') }),
);
