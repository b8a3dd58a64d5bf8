import type { Allotment } from '../../../allocations/pool/allot-fills.ts';
import type { BookResult } from '../../book/results/book-result.ts';
import { toCsv } from './csv.ts';

const mark = ({ simulated }: Pick<BookResult, 'simulated'>): Readonly<Record<string, string>> =>
  simulated ? { market: 'SIMULATED' } : {};

/** Decimals of days of trading, as in the orders of a run. */
const DECIMALS = 6;

/** The orders for the market: one line a security, side and day. */
export const poolCsv = (book: Pick<BookResult, 'pool' | 'simulated'>): string =>
  toCsv(
    [
      'order',
      'security',
      'name',
      'side',
      'day',
      'days',
      'quantity',
      'price',
      'amount_inr',
      'clients',
      'days_of_trading',
    ],
    book.pool.map((o) => [
      o.order,
      o.id,
      o.name,
      o.side,
      o.day,
      o.days,
      o.quantity,
      o.price,
      Math.round(100 * o.quantity * o.price) / 100,
      o.parts.length,
      o.daysOfTrading === null ? null : Number(o.daysOfTrading.toFixed(DECIMALS)),
    ]),
    mark(book),
  );

/** What each client wants of every pooled order. */
export const poolPartsCsv = (book: Pick<BookResult, 'pool' | 'simulated'>): string =>
  toCsv(
    ['order', 'client', 'quantity'],
    book.pool.flatMap((o) => o.parts.map((p) => [o.order, p.client, p.quantity])),
    mark(book),
  );

/** One row a client, as `book.json` has it. */
export const clientsCsv = ({ clients, ...book }: Pick<BookResult, 'clients' | 'simulated'>): string =>
  toCsv(
    [
      'client',
      'approach',
      'status',
      'value_inr',
      'cash_inr',
      'due_inr',
      'unsettled_inr',
      'orders',
      'bought_inr',
      'sold_inr',
      'charges_inr',
      'tax_inr',
      'active_share',
      'tracking_difference',
      'restrictions',
      'warnings',
      'decision',
    ],
    clients.map((c) => [
      c.client,
      c.approach,
      c.status,
      c.value,
      c.cash,
      c.due,
      c.unsettled,
      c.orders,
      c.bought,
      c.sold,
      c.charges,
      c.tax,
      c.activeShare,
      c.trackingDifference,
      c.restrictions,
      c.warnings,
      c.decision,
    ]),
    mark(book),
  );

/** What each client got of every fill. */
export const allotmentsCsv = (allotments: readonly Allotment[], simulated: boolean): string =>
  toCsv(
    [
      'order',
      'client',
      'security',
      'side',
      'wanted',
      'quantity',
      'price',
      'amount_inr',
      'charges_inr',
      'rounding',
    ],
    allotments.map((a) => [
      a.order,
      a.client,
      a.id,
      a.side,
      a.wanted,
      a.quantity,
      a.price,
      a.paise / 100,
      a.charges / 100,
      a.rounding,
    ]),
    mark({ simulated }),
  );
