import type { Fill } from '../../../allocations/pool/allot-fills.ts';
import type { Deviation } from '../../../allocations/pool/deviations.ts';
import type { PooledOrder } from '../../../allocations/pool/pool-orders.ts';
import { parseAmount } from '../../../allocations/holdings/parse-amount.ts';
import { type Problem, UserError } from '../../market/problem.ts';
import { stockKey } from './stock-key.ts';
import { rowReader, type RowReader } from './cells.ts';
import { readTable } from './csv-table.ts';

const FILL_COLUMNS = ['security', 'side', 'day', 'quantity', 'price', 'charges'] as const;
type FillColumn = (typeof FILL_COLUMNS)[number];

/**
 * Reads the fills of the pooled orders of a book: a security and side, the day of the order (1 where it is left out), whole
 * units, the price, and the charges in ₹. Several lines of one order are several fills.
 *
 * @throws UserError with one problem per fault: an order that the pool does not have, or more than it is for.
 */
export function readFills(text: string, file: string, pool: readonly PooledOrder[]): Fill[] {
  const problems: Problem[] = [];
  const orders = new Map(pool.map((o) => [`${o.side} ${stockKey(o.id)} ${o.day}`, o]));
  const filled = new Map<string, number>();
  const fills = readTable<FillColumn>(text, file, {
    columns: FILL_COLUMNS,
    required: ['security', 'side', 'quantity', 'price'],
  }).flatMap((row): Fill[] => {
    const read = rowReader(file, row);
    const side = read.oneOf('side', ['buy', 'sell']);
    const day = row.cell('day') === '' ? 1 : wholeNumber(read, 'day', row.cell('day'));
    const quantity = wholeNumber(read, 'quantity', row.cell('quantity'));
    const price = parseAmount(row.cell('price'));
    if (price === null || price <= 0)
      read.fault(`price is ${JSON.stringify(row.cell('price'))}.`, 'Give ₹ a unit, above 0, like 1234.50.');
    const charges = read.paise('charges', 'not below 0') ?? 0;
    const order = orders.get(`${side} ${stockKey(row.cell('security'))} ${day}`);
    if (!order && read.problems.length === 0)
      read.fault(
        `the pool has no order to ${side} ${row.cell('security')} on day ${day}.`,
        'Check security, side and day against pool.csv.',
      );
    const sum = order ? (filled.get(order.order) ?? 0) + quantity : 0;
    if (order && sum > order.quantity)
      read.fault(
        `${sum} of ${order.order} are filled with this line, but the order is for ${order.quantity}.`,
        'Correct the quantity.',
      );
    problems.push(...read.problems);
    if (!order || read.problems.length > 0) return [];
    filled.set(order.order, sum);
    return [{ order: order.order, quantity, price: price!, charges }];
  });
  if (problems.length > 0) throw new UserError(problems);
  return fills;
}

const DEVIATION_COLUMNS = [
  'order',
  'from',
  'to',
  'quantity',
  'reason',
  'principal-officer',
  'compliance-officer',
] as const;

/**
 * Reads changes of the intended allotment by hand.
 *
 * @throws UserError with one problem per fault.
 */
export function readDeviations(text: string, file: string): Deviation[] {
  const problems: Problem[] = [];
  const deviations = readTable<(typeof DEVIATION_COLUMNS)[number]>(text, file, {
    columns: DEVIATION_COLUMNS,
    required: DEVIATION_COLUMNS,
  }).map((row): Deviation => {
    const read = rowReader(file, row);
    const quantity = wholeNumber(read, 'quantity', row.cell('quantity'));
    problems.push(...read.problems);
    return {
      line: row.line,
      order: row.cell('order'),
      from: row.cell('from'),
      to: row.cell('to'),
      quantity,
      reason: read.text('reason'),
      principalOfficer: read.text('principal-officer', 80),
      complianceOfficer: read.text('compliance-officer', 80),
    };
  });
  if (problems.length > 0) throw new UserError(problems);
  return deviations;
}

function wholeNumber<Column extends string>(read: RowReader<Column>, column: Column, cell: string): number {
  const value = parseAmount(cell);
  if (value !== null && Number.isSafeInteger(value) && value > 0) return value;
  read.fault(`${column} is ${JSON.stringify(cell.slice(0, 60))}.`, 'Give a whole number above 0.');
  return 1;
}
