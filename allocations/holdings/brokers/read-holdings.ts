import { parseIso, iso } from '../../../src/market/day.ts';
import { listed } from '../../../src/format/words.ts';
import type { Fault, LotValidator } from '../lot-validation.ts';
import { type ColumnName, type HoldingsContext, readLotRow } from '../lot-row.ts';
import { NO_STOCKS_IN_STORE } from '../stocks-in-store.ts';
import type { BrokerFormat } from './broker-format.ts';
import type { BrokerRow } from './broker-rows.ts';
import { brokerDates } from './broker-dates.ts';
import { figureOf, plainFigure } from './figures.ts';
import { securityOf, tradedOf } from './security-of.ts';

/** The form that is always read, for messages. */
export const FORM = 'holding,position,bought,quantity,cost,price (docs/how-to/portfolio-files.md)';

/** What lots need and such files may lack, with the column to add. */
const ASKED_FOR = {
  bought: { what: 'purchase dates', column: 'bought (YYYY-MM-DD)' },
  position: { what: 'positions', column: 'position' },
  cost: { what: 'costs', column: 'cost (₹ a share or unit)' },
} as const;
type Asked = keyof typeof ASKED_FOR;

/**
 * Lots from a broker's holdings, once the columns are there that it never has: the day of purchase and the position. Without
 * them the file is refused with what is missing.
 */
export function readBrokerHoldings(
  rows: readonly BrokerRow[],
  { name, columns }: BrokerFormat,
  context: HoldingsContext,
  validator: LotValidator,
  fault: Fault,
): void {
  const missing = (Object.keys(ASKED_FOR) as Asked[]).filter(
    (role) => !columns.index.has(role) && !(role === 'cost' && columns.index.has('invested')),
  );
  if (missing.length > 0) {
    const lacks = missing.map((role) => `no ${ASKED_FOR[role].what}`);
    const add = listed(missing.map((role) => ASKED_FOR[role].column));
    fault(
      columns.line,
      `is ${name}: it has ${listed(lacks)}.`,
      `Add the ${missing.length > 1 ? 'columns' : 'column'} ${add}, with a line for each purchase; or give a tradebook, which has the dates; or write the lots as ${FORM}.`,
    );
    return;
  }
  const stocks = context.stocks ?? NO_STOCKS_IN_STORE;
  const dates = brokerDates(rows.map((row) => row.cell('bought')));
  for (const row of rows) {
    const security = securityOf(row, stocks);
    if ('message' in security) {
      fault(row.line, security.message, security.remedy);
      continue;
    }
    const { id } = security;
    const bought = row.cell('bought');
    const day = dates?.(bought) ?? parseIso(bought);
    const cells: Readonly<Record<ColumnName, string>> = {
      holding: id,
      position: row.cell('position').toLowerCase(),
      bought: day === null ? bought : iso(day),
      quantity: plainFigure(row.cell('quantity')),
      cost: costOf(row),
      price: priceOf(row) ?? figureText(stocks.priceOf(id)),
      'price-2018': plainFigure(row.cell('price2018')),
      value: '',
      traded: tradedOf(id, row),
    };
    const read = readLotRow((column) => cells[column], context);
    if (Array.isArray(read)) for (const f of read) fault(row.line, f.message, f.remedy);
    else validator.add(read, row.line);
  }
}

const figureText = (figure: number | null): string => (figure === null ? '' : String(figure));

/** ₹ a share: the average cost, or what was invested divided by the quantity. */
function costOf({ cell }: BrokerRow): string {
  if (cell('cost') !== '') return plainFigure(cell('cost'));
  const [invested, quantity] = [figureOf(cell('invested')), figureOf(cell('quantity'))];
  return invested !== null && quantity !== null && quantity > 0 ? String(invested / quantity) : '';
}

/** ₹ a share as the file gives it: a price, or a value divided by the quantity; null if it gives neither. */
function priceOf({ cell }: BrokerRow): string | null {
  const price = cell('lastPrice') || cell('price');
  if (price !== '') return plainFigure(price);
  const [value, quantity] = [figureOf(cell('amount')), figureOf(cell('quantity'))];
  return value !== null && quantity !== null && quantity > 0 ? (value / quantity).toFixed(4) : null;
}
