import type { Day } from '../../../day.ts';
import { displayDay } from '../../../day.ts';
import type { Problem } from '../../../problem.ts';
import { isFundSymbol } from '../../../stocks/fund-symbols.ts';
import { ISIN_CLASS_NAMES, isinClass } from '../../../stocks/isin-class.ts';
import type { StockAction } from '../../../stocks/stock-row.ts';
import type { Cells } from '../../decoding/cells.ts';
import { addExample, exampleNote, noExamples } from '../../reporting/examples.ts';
import { exactly, type FileFacts, type Format, type FormatReader, type ReadRow } from '../format.ts';
import { describePart, parsePurpose, type PurposePart, shareRatioOf } from './purpose.ts';
import { LISTINGS } from './stock-bars.ts';
import { stockSeries } from './stock-name.ts';

/** The columns of a file of corporate actions. */
interface Columns {
  readonly symbol: string;
  readonly listing: string;
  readonly isin: string | null;
  readonly purpose: string;
  readonly faceValue: string | null;
  readonly exDate: string;
}

/** Why a part is not stored: the reason that rows share, and what it means. */
const NOT_STORED: ReadonlyMap<PurposePart['kind'], readonly [reason: string, why: string]> = new Map([
  [
    'unknown',
    [
      'purpose not read',
      'its terms cannot be read; if it changes the number of shares, give it in the native format',
    ],
  ],
  [
    'rights',
    [
      'rights issue without a price',
      'the price is not stated, or only as a premium over a face value that the file lacks; give it in the native format',
    ],
  ],
  ['buyback', ['buyback', 'a buyback changes no holding that does not tender']],
  ['no-effect', ['no effect on a share', 'it changes neither the number of shares nor their price']],
]);

/** `05-Aug-2021`, `2025-12-19`, or in older files `19/12/2019`; NSE writes the day first. */
const dayIn = (cells: Cells, column: string): Day => {
  const text = cells.text(column);
  if (/^\d{4}-/.test(text)) return cells.day(column, 'YYYY-MM-DD');
  return cells.day(column, /[a-z]/i.test(text) ? 'DD Mon YYYY' : 'DD-MM-YYYY');
};

function open(columns: Columns, { today }: FileFacts): FormatReader {
  const applied = noExamples();
  const unread = noExamples();
  const purposeOf = new WeakMap<object, string>();

  const rows = (cells: Cells): StockAction[] => {
    const symbol = cells.text(columns.symbol);
    const listing = cells.text(columns.listing);
    if (!LISTINGS.has(listing)) {
      cells.reject('not series EQ or BE', `the series is ${listing || 'blank'}`);
      return [];
    }
    const isin = columns.isin === null ? '' : cells.text(columns.isin).replace(/^-$/, '');
    const found = isin === '' ? 'ordinary-share' : isinClass(isin);
    if (found !== 'ordinary-share')
      cells.reject(
        'not an equity share',
        `${isin} is ${found === null ? 'no ISIN' : ISIN_CLASS_NAMES[found]}`,
      );
    else if (isin === '' && isFundSymbol(symbol))
      cells.reject('not an equity share', `${symbol} is a unit of an exchange-traded fund`);
    const observedOn = dayIn(cells, columns.exDate);
    if (observedOn > today)
      cells.reject(
        'ex-date to come',
        `the ex-date, ${displayDay(observedOn)}, is after today; import the file again from that day on`,
      );
    const series = stockSeries(cells, symbol, isin);
    const purpose = cells.text(columns.purpose);
    const parts = parsePurpose(purpose, columns.faceValue === null ? null : cells.number(columns.faceValue));
    const actions = parts.flatMap((part) => {
      const action = actionOf(part);
      return action
        ? [{ ...action, kind: 'corporate-action', series, observedOn, knownOn: observedOn } as const]
        : [];
    });
    if (actions.length === 0) {
      const { kind } = parts.find((part) => part.kind !== 'no-effect') ?? parts[0]!;
      const [reason, why] = NOT_STORED.get(kind)!;
      cells.reject(reason, `${JSON.stringify(purpose)} of ${symbol}: ${why}`);
      return [];
    }
    if (cells.fault) return [];
    for (const action of actions) purposeOf.set(action, purpose.toUpperCase().replace(/\s+/g, ' '));
    const where = `${symbol} ${displayDay(observedOn)}`;
    for (const part of parts) {
      if (part.kind === 'dividend' || part.kind === 'no-effect') continue;
      addExample(actionOf(part) ? applied : unread, () => `${where}: ${describePart(part)}`);
    }
    return actions;
  };

  return {
    source: 'nse',
    calendar: 'any',
    numericDates: false,
    rows,
    settle: (all) => withDividendsAdded(all, purposeOf),
    notes: (about): Problem[] => [
      ...exampleNote(about, 'actions', applied, 'actions other than dividends, as they were read'),
      ...exampleNote(about, 'actions-in-part', unread, 'parts of purposes that were not stored'),
    ],
  };
}

type Figures = Pick<StockAction, 'action' | 'shares' | 'perShare' | 'costKept'>;

/** The action of a part that can be stored; null for any other. */
function actionOf(part: PurposePart): Figures | null {
  const shares = shareRatioOf(part);
  switch (part.kind) {
    case 'bonus':
    case 'split':
    case 'consolidation':
      return { action: part.kind, shares, perShare: null, costKept: null };
    case 'rights':
      return part.price === null ? null : { action: 'rights', shares, perShare: part.price, costKept: null };
    case 'dividend':
      return { action: 'dividend', shares: null, perShare: part.perShare, costKept: null };
    case 'demerger':
      return { action: 'demerger', shares: null, perShare: null, costKept: null };
    case 'buyback':
    case 'no-effect':
    case 'unknown':
      return null;
  }
}

/**
 * Several dividends of a stock on one day, such as an interim and a special one, are one action with their sum. The
 * same purpose again, for another series of the stock, is a repetition.
 */
function withDividendsAdded(
  rows: readonly ReadRow[],
  purposeOf: WeakMap<object, string>,
): readonly ReadRow[] {
  const amounts = new Map<string, Map<string, number>>();
  const keyOf = ({ row }: ReadRow): string => `${row.series} ${row.observedOn}`;
  for (const read of rows) {
    const { row } = read;
    if (row.kind !== 'corporate-action' || row.action !== 'dividend') continue;
    const of = amounts.get(keyOf(read)) ?? new Map<string, number>();
    amounts.set(keyOf(read), of.set(purposeOf.get(row) ?? String(row.perShare), row.perShare!));
  }
  return rows.map((read) => {
    const { row, line } = read;
    if (row.kind !== 'corporate-action' || row.action !== 'dividend') return read;
    const total = [...amounts.get(keyOf(read))!.values()].reduce((sum, amount) => sum + amount, 0);
    return { row: { ...row, perShare: Math.round(total * 1e6) / 1e6 }, line };
  });
}

const CF_CA = ['SYMBOL', 'COMPANY NAME', 'SERIES', 'PURPOSE', 'FACE VALUE', 'EX-DATE', 'RECORD DATE'];

/** NSE's `CF-CA-equities-*.csv`, corporate actions of a range of days. */
export const nseCorporateActions: Format = {
  id: 'nse-corporate-actions',
  title: 'NSE corporate actions (CF-CA-equities)',
  headerExample: [...CF_CA, 'BOOK CLOSURE START DATE', 'BOOK CLOSURE END DATE'].join(','),
  ordered: false,
  matches: (header) => CF_CA.every((column) => header.includes(column)),
  begin: (file) =>
    open(
      {
        symbol: 'SYMBOL',
        listing: 'SERIES',
        isin: file.header.includes('ISIN') ? 'ISIN' : null,
        purpose: 'PURPOSE',
        faceValue: 'FACE VALUE',
        exDate: 'EX-DATE',
      },
      file,
    ),
};

/** The answer of NSE's service behind that file. */
export const nseCorporateActionsJson: Format = {
  id: 'nse-corporate-actions-json',
  title: 'NSE corporate actions (JSON)',
  headerExample: 'symbol,series,faceVal,subject,exDate,recDate,comp,isin',
  ordered: false,
  matches: (header) =>
    ['symbol', 'series', 'subject', 'exDate', 'faceVal'].every((key) => header.includes(key)),
  begin: (file) =>
    open(
      {
        symbol: 'symbol',
        listing: 'series',
        isin: file.header.includes('isin') ? 'isin' : null,
        purpose: 'subject',
        faceValue: 'faceVal',
        exDate: 'exDate',
      },
      file,
    ),
};

/** NSE's daily `bcDDMMYYYY.csv` out of its PR archive: actions of the next weeks, also of bonds and funds. */
export const nseBookClosures: Format = {
  id: 'nse-book-closures',
  title: 'NSE book closures and corporate actions (bc)',
  headerExample: 'SERIES,SYMBOL,SECURITY,RECORD_DT,BC_STRT_DT,BC_END_DT,EX_DT,ND_STRT_DT,ND_END_DT,PURPOSE',
  ordered: false,
  matches: exactly(
    ...'SERIES,SYMBOL,SECURITY,RECORD_DT,BC_STRT_DT,BC_END_DT,EX_DT,ND_STRT_DT,ND_END_DT,PURPOSE'.split(','),
  ),
  begin: (file) =>
    open(
      {
        symbol: 'SYMBOL',
        listing: 'SERIES',
        isin: null,
        purpose: 'PURPOSE',
        faceValue: null,
        exDate: 'EX_DT',
      },
      file,
    ),
};
