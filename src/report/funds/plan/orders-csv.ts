import type { ClientPlan } from '../../../decision/client-plan/plan-document.ts';
import { iso } from '../../../market/day.ts';
import { toCsv } from '../../csv/csv.ts';

/** The orders of a plan as a table, ₹ and units. */
export const planOrdersCsv = ({ orders, asOf, client }: ClientPlan): string =>
  toCsv(
    [
      'code',
      'fund',
      'order',
      'held',
      'amount',
      'units',
      'exit-load',
      'gain',
      'tax',
      'stamp-duty',
      'share-of-fund',
      'reason',
    ],
    orders.orders.map((o) => [
      o.code,
      o.name,
      o.side,
      o.before,
      o.amount,
      o.units,
      o.exitLoad,
      o.gain,
      o.tax,
      o.stampDuty,
      o.shareOfFund,
      o.reason,
    ]),
    { client: client.name, 'as-of': iso(asOf) },
  );
