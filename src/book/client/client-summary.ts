import { z } from 'zod';
import { type Published, sha256Schema } from '../../market/published.ts';
import type { ClientDecision } from './client-decision.ts';

const rupees = z.number().describe('₹');

export const clientSummarySchema = z.strictObject({
  client: z.string(),
  approach: z.string(),
  status: z
    .enum(['orders', 'no orders', 'proposals', 'not traded'])
    .describe('proposals: the account is not discretionary, so its orders await the client'),
  decision: sha256Schema.describe('Of the client’s decision.json'),
  inputs: sha256Schema,
  value: rupees,
  cash: rupees.describe('After orders, with money due'),
  due: rupees,
  unsettled: rupees,
  orders: z.int(),
  bought: rupees,
  sold: rupees,
  charges: rupees,
  tax: rupees.nullable().describe('Null where it is not computed'),
  activeShare: z
    .number()
    .describe(
      'Half the sum of absolute differences between what the account aims at and the model, without cash',
    ),
  trackingDifference: z.number().nullable().describe('Of the restricted target to the model, percent a year'),
  restrictions: z.int().describe('In force on something that the model or the account holds'),
  listed: z.int().describe('Stocks of the model or the account that are on a list it is restricted by'),
  overrides: z.int(),
  warnings: z.int(),
});

export type ClientSummary = Published<typeof clientSummarySchema>;

/**
 * A client's decision in one row of the book.
 *
 * @param hash SHA-256 of its document.
 */
export function summaryOf(decision: ClientDecision, hash: string): ClientSummary {
  const { execution, lines, restrictions } = decision;
  const plan = execution.kind === 'planned' ? execution.plan : null;
  const orders = plan?.orders ?? [];
  const traded = (side: 'buy' | 'sell'): number =>
    paisa(orders.reduce((sum, o) => (o.side === side ? sum + o.amount : sum), 0));
  const inForce = restrictions.filter((r) => r.stocks.length > 0);
  return {
    client: decision.client,
    approach: decision.approach,
    status: !plan
      ? 'not traded'
      : orders.length === 0
        ? 'no orders'
        : decision.discretionary
          ? 'orders'
          : 'proposals',
    decision: hash,
    inputs: decision.inputs,
    value: decision.value,
    cash: decision.cash.final,
    due: decision.cash.due,
    unsettled: decision.cash.unsettled,
    orders: orders.length,
    bought: traded('buy'),
    sold: traded('sell'),
    charges: plan ? paisa(orders.reduce((sum, o) => sum + o.cost - o.charges.impact, 0)) : 0,
    tax: plan?.tax.kind === 'computed' ? plan.tax.total : null,
    activeShare: lines.reduce((sum, l) => sum + Math.abs(l.goal - l.model), 0) / 2,
    trackingDifference: decision.trackingDifference,
    restrictions: inForce.length,
    listed: new Set(inForce.filter((r) => r.kind === 'list').flatMap((r) => r.stocks)).size,
    overrides: decision.overrides.length,
    warnings: decision.problems.filter((p) => p.severity === 'warning').length,
  };
}

const paisa = (rupees: number): number => Math.round(100 * rupees) / 100;
