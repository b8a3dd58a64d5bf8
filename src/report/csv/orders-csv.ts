import { type ChargeId, CHARGES } from '../../../allocations/costs/charges.ts';
import type { Order } from '../../../allocations/orders/result.ts';
import { toCsv } from './csv.ts';

/** Decimals of days of trading, as of weights: further digits are those of binary arithmetic. decision.json has them. */
const DECIMALS = 6;

/** `gst_or_service_tax_inr`: service tax on days before 1 July 2017, GST from then on. Other columns are named like their charges. */
const chargeColumn = (id: ChargeId): string =>
  id === 'service-tax' ? 'gst_or_service_tax_inr' : `${id.replaceAll('-', '_')}_inr`;

/** Every order of a run with every charge, as CSV. Amounts in ₹; empty where not available. */
export const ordersCsv = (
  orders: readonly Order[],
  constants: Readonly<Record<string, string>> = {},
): string =>
  toCsv(
    [
      'id',
      'name',
      'side',
      'segment',
      'quantity',
      'price',
      'amount_inr',
      ...CHARGES.map(chargeColumn),
      'cost_inr',
      'days_of_trading',
    ],
    orders.map((o) => [
      o.id,
      o.name,
      o.side,
      o.segment,
      o.quantity,
      o.price,
      o.amount,
      ...CHARGES.map((id) => o.charges[id] ?? 0),
      o.cost,
      o.daysOfTrading === null ? null : Number(o.daysOfTrading.toFixed(DECIMALS)),
    ]),
    constants,
  );
