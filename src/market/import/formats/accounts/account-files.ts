import { accountSeries, FLOW_TIMINGS, type FlowTiming, SIDES } from '../../../accounts/account-row.ts';
import type { Row } from '../../../store/rows.ts';
import type { Cells } from '../../decoding/cells.ts';
import { exactly, type Format, type FormatReader } from '../format.ts';

/** A code of the firm's own, without spaces: names of clients do not belong into the store. */
const CODE = /^[A-Za-z0-9._-]{1,40}$/;

function accountOf(cells: Cells): string {
  const code = cells.text('Account');
  if (!CODE.test(code))
    cells.reject(
      'no account code',
      `Account is ${JSON.stringify(code)}, not a code of up to 40 letters, digits, dots and dashes`,
    );
  return accountSeries(code);
}

/** A native format of the account record, with dates in ISO. */
const accountFormat = (
  id: string,
  title: string,
  header: readonly string[],
  row: (
    cells: Cells,
    base: { series: string; observedOn: Row['observedOn']; knownOn: Row['knownOn'] },
  ) => Row,
): Format => ({
  id,
  title: `${title} (native format)`,
  headerExample: header.join(','),
  ordered: false,
  mayBeParquet: true,
  matches: exactly(...header),
  begin: (): FormatReader => ({
    source: 'third-party',
    calendar: 'any',
    numericDates: false,
    rows: (cells) => {
      const day = cells.day('Date', 'YYYY-MM-DD');
      return [row(cells, { series: accountOf(cells), observedOn: day, knownOn: day })];
    },
  }),
});

/** A number that must not be below 0. */
function notNegative(cells: Cells, column: string): number | null {
  const value = cells.number(column);
  if (value !== null && value < 0) cells.reject('out of range', `${column} is ${value}, below 0`);
  return value;
}

/** Valuations, external flows and fees of accounts. */
export const accountValues = accountFormat(
  'account-values',
  'valuations, flows and fees of accounts',
  ['Date', 'Account', 'Value', 'Flow', 'FlowAt', 'Fees'],
  (cells, base) => {
    const value = cells.number('Value');
    const flow = cells.number('Flow');
    const flowAt = cells.text('FlowAt').toLowerCase();
    if (value !== null && !(value > 0)) cells.reject('out of range', `Value is ${value}, not above 0`);
    if (value === null && flow === null) cells.reject('empty row', 'Value and Flow are both blank');
    if (flowAt !== '' && !(FLOW_TIMINGS as readonly string[]).includes(flowAt))
      cells.reject('unknown timing', `FlowAt is ${JSON.stringify(flowAt)}, not start or end`);
    return {
      ...base,
      kind: 'account-value',
      value,
      flow,
      fees: notNegative(cells, 'Fees'),
      flowAt: flowAt === '' ? 'start' : (flowAt as FlowTiming),
    };
  },
);

/** Purchases and sales of accounts. */
export const accountTrades = accountFormat(
  'account-trades',
  'purchases and sales of accounts',
  ['Date', 'Account', 'ISIN', 'Side', 'Quantity', 'Price', 'Charges', 'Order'],
  (cells, base) => {
    const side = cells.text('Side').toLowerCase();
    if (!(SIDES as readonly string[]).includes(side))
      cells.reject('unknown side', `Side is ${JSON.stringify(side)}, not buy or sell`);
    return {
      ...base,
      kind: 'account-trade',
      isin: isinOf(cells),
      side: side as (typeof SIDES)[number],
      order: cells.text('Order'),
      quantity: notNegative(cells, 'Quantity'),
      price: notNegative(cells, 'Price'),
      charges: notNegative(cells, 'Charges'),
    };
  },
);

/** Holdings of accounts at the close of a day. */
export const accountHoldings = accountFormat(
  'account-holdings',
  'holdings of accounts',
  ['Date', 'Account', 'ISIN', 'Quantity', 'Value'],
  (cells, base) => ({
    ...base,
    kind: 'account-holding',
    isin: isinOf(cells),
    quantity: cells.number('Quantity'),
    value: cells.number('Value'),
  }),
);

function isinOf(cells: Cells): string {
  const isin = cells.text('ISIN').toUpperCase();
  if (!/^[A-Z]{2}[A-Z0-9]{9}\d$/.test(isin))
    cells.reject('no ISIN', `ISIN is ${JSON.stringify(isin)}, not twelve characters as INE002A01018`);
  return isin;
}
