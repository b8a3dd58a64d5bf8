import { STATEMENT_FIGURES, type StockStatement } from '../../../stocks/stock-row.ts';
import { knownFrom } from './filing-delay.ts';
import { dayOrNull, nativeFormat, seriesOfRow } from '../native-format.ts';

/** Shares outstanding, a row for every change. */
export const sharesOutstanding = nativeFormat(
  'shares-outstanding',
  'shares outstanding (native format)',
  ['ISIN', 'Symbol', 'FromDate', 'SharesOutstanding', 'KnownOn'],
  (cells) => {
    const observedOn = cells.day('FromDate', 'YYYY-MM-DD');
    return [
      {
        kind: 'shares',
        series: seriesOfRow(cells),
        observedOn,
        knownOn: dayOrNull(cells, 'KnownOn') ?? observedOn,
        outstanding: cells.number('SharesOutstanding'),
      },
    ];
  },
);

/** The numeric columns: those of the store except the ones that only other sources have. */
const FIGURES = STATEMENT_FIGURES.filter((f) => f !== 'equityCapital' && f !== 'operatingCashFlow');
const columnOf = (figure: string): string => figure[0]!.toUpperCase() + figure.slice(1);

/** Accounts of a quarter or year, ₹ crore, shares in crore. */
export const statements = nativeFormat(
  'statements',
  'company accounts (native format)',
  ['ISIN', 'Symbol', 'Period', 'PeriodEnd', 'FiledOn', ...FIGURES.map(columnOf)],
  (cells) => {
    const observedOn = cells.day('PeriodEnd', 'YYYY-MM-DD');
    const filedOn = dayOrNull(cells, 'FiledOn');
    const period = cells.text('Period') as StockStatement['period'];
    if (period !== 'quarter' && period !== 'year')
      cells.reject('unknown period', `Period is ${JSON.stringify(period)}, not quarter or year`);
    if (filedOn !== null && filedOn <= observedOn)
      cells.reject('filed too early', 'FiledOn is not after PeriodEnd');
    const figures = Object.fromEntries(FIGURES.map((f) => [f, cells.number(columnOf(f))])) as Record<
      (typeof FIGURES)[number],
      number | null
    >;
    return [
      {
        ...figures,
        equityCapital: null,
        operatingCashFlow: null,
        kind: 'statement',
        series: seriesOfRow(cells),
        observedOn,
        ...knownFrom(filedOn, observedOn, period),
        period,
        part: 'whole',
      },
    ];
  },
);

/** Name and industry of a company, from a day on. */
export const classifications = nativeFormat(
  'classifications',
  'industry classification (native format)',
  ['ISIN', 'Symbol', 'Company', 'Industry', 'FromDate'],
  (cells) => {
    const observedOn = cells.day('FromDate', 'YYYY-MM-DD');
    return [
      {
        kind: 'classification',
        list: 'own',
        series: seriesOfRow(cells),
        observedOn,
        knownOn: observedOn,
        symbol: cells.text('Symbol') || null,
        isin: cells.text('ISIN') || null,
        company: cells.text('Company') || null,
        industry: cells.text('Industry') || null,
        faceValue: null,
      },
    ];
  },
);
