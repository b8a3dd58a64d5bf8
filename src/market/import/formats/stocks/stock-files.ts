import { STATEMENT_FIGURES, type StockAction, type StockStatement } from '../../../stocks/stock-row.ts';
import { knownFrom } from './filing-delay.ts';
import { dayOrNull, ownShape, series } from '../native-format.ts';

const ACTIONS: ReadonlySet<string> = new Set(['split', 'bonus', 'consolidation', 'dividend']);

/** Splits, bonuses, consolidations and dividends. */
export const corporateActions = ownShape(
  'corporate-actions',
  'corporate actions (own shape)',
  ['ISIN', 'Symbol', 'ExDate', 'Action', 'SharesAfter', 'SharesBefore', 'PerShare'],
  (cells) => {
    const observedOn = cells.day('ExDate', 'YYYY-MM-DD');
    const action = cells.text('Action') as StockAction['action'];
    if (!ACTIONS.has(action))
      cells.reject('unknown action', `${JSON.stringify(action)} is none of ${[...ACTIONS].join(', ')}`);
    const [after, before] = [cells.number('SharesAfter'), cells.number('SharesBefore')];
    const perShare = cells.number('PerShare');
    const isDividend = action === 'dividend';
    if (isDividend ? perShare === null : !(after! > 0 && before! > 0))
      cells.reject(
        'incomplete action',
        isDividend ? 'a dividend needs PerShare' : `a ${action} needs SharesAfter and SharesBefore above 0`,
      );
    return [
      {
        kind: 'corporate-action',
        series: series(cells),
        observedOn,
        // Announced weeks before; it is a fact of the price from its ex-day on.
        knownOn: observedOn,
        action,
        shares: isDividend ? null : after! / before!,
        perShare: isDividend ? perShare : null,
      },
    ];
  },
);

/** Shares outstanding, a row for every change. */
export const sharesOutstanding = ownShape(
  'shares-outstanding',
  'shares outstanding (own shape)',
  ['ISIN', 'Symbol', 'FromDate', 'SharesOutstanding', 'KnownOn'],
  (cells) => {
    const observedOn = cells.day('FromDate', 'YYYY-MM-DD');
    return [
      {
        kind: 'shares',
        series: series(cells),
        observedOn,
        knownOn: dayOrNull(cells, 'KnownOn') ?? observedOn,
        outstanding: cells.number('SharesOutstanding'),
      },
    ];
  },
);

/** The figures of the shape: those of the store without what only other sources have. */
const FIGURES = STATEMENT_FIGURES.filter((f) => f !== 'equityCapital' && f !== 'operatingCashFlow');
const columnOf = (figure: string): string => figure[0]!.toUpperCase() + figure.slice(1);

/** Accounts of a quarter or year, ₹ crore, shares in crore. */
export const statements = ownShape(
  'statements',
  'accounts of companies (own shape)',
  ['ISIN', 'Symbol', 'Period', 'PeriodEnd', 'FiledOn', ...FIGURES.map(columnOf)],
  (cells) => {
    const observedOn = cells.day('PeriodEnd', 'YYYY-MM-DD');
    const filedOn = dayOrNull(cells, 'FiledOn');
    const period = cells.text('Period') as StockStatement['period'];
    if (period !== 'quarter' && period !== 'year')
      cells.reject('unknown period', `${JSON.stringify(period)} is neither quarter nor year`);
    if (filedOn !== null && filedOn <= observedOn)
      cells.reject(
        'filed too early',
        'FiledOn is not after PeriodEnd: nobody files accounts of days to come',
      );
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
        series: series(cells),
        observedOn,
        ...knownFrom(filedOn, observedOn, period),
        period,
        part: 'whole',
      },
    ];
  },
);

/** What a company is, from a day on. */
export const classifications = ownShape(
  'classifications',
  'industries of companies (own shape)',
  ['ISIN', 'Symbol', 'Company', 'Industry', 'FromDate'],
  (cells) => {
    const observedOn = cells.day('FromDate', 'YYYY-MM-DD');
    return [
      {
        kind: 'classification',
        list: 'own',
        series: series(cells),
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
