import { rupeesAndPaise } from '../../format/rupees.ts';
import { inForceOr } from '../../../allocations/costs/in-force-or.ts';
import { planOrderLines, type TaxOfSales } from '../../../allocations/orders/order-plan.ts';
import type { PositionLine } from '../../../allocations/orders/position-line.ts';
import type { Execution } from '../../../allocations/orders/result.ts';
import { rupeesOf } from '../../market/money.ts';
import { userError } from '../../market/problem.ts';
import type { Account } from '../account/account.ts';
import type { AccountLines } from '../account/account-lines.ts';
import type { ApproachModel } from '../model/approach-model.ts';
import type { BookClient } from '../files/client.ts';
import type { ClientSettings } from '../account/client-settings.ts';
import type { TradeGoal } from './trade-goals.ts';

/** Goals nearer than this to what is held are no trades. */
const MOVED = 1e-9;

export interface ClientOrdersInput {
  readonly account: Account;
  readonly lines: AccountLines;
  /** One per line. */
  readonly goals: readonly TradeGoal[];
  readonly client: BookClient;
  readonly settings: ClientSettings;
  readonly model: ApproachModel;
}

/**
 * The orders that bring an account to its goals, in whole shares, with charges and tax.
 *
 * @throws UserError where they would leave less cash than the floor and the money that is due.
 */
export function clientOrders(input: ClientOrdersInput): Execution {
  if (input.settings.noTrade !== null) return { kind: 'unavailable', reason: input.settings.noTrade };
  const execution = planned(input);
  refuseShortCash(execution, input);
  return execution;
}

function planned({
  account,
  lines: { lines, problems },
  goals,
  client,
  settings: { minimumOrder },
  model,
}: ClientOrdersInput): Execution {
  const aimed = lines.map((line, i): PositionLine => {
    const { weight, ceiling } = goals[i]!;
    const held = line.value / account.value;
    return Math.abs(weight - held) > MOVED && line.tradedIn !== 'nothing'
      ? { ...line, target: weight, ceiling: Math.floor(ceiling * account.value) }
      : { ...line, tradedIn: 'nothing', target: held };
  });
  const tax: TaxOfSales =
    client.taxStatus === 'fund' ? { kind: 'unavailable', reason: FUND_TAX } : { kind: 'computed' };
  const cashTarget = Math.max(0, 1 - aimed.reduce((sum, line) => sum + line.target, 0));
  const costs = {
    ...model.costs,
    tax: client.tax,
    minimumOrder: minimumOrder === null ? model.costs.minimumOrder : rupeesOf(minimumOrder),
  };
  return inForceOr<Execution>(
    () => ({
      kind: 'planned',
      plan: planOrderLines({
        asOf: model.asOf,
        lines: { lines: aimed, cash: account.cash, cashTarget, problems },
        value: account.value,
        tax,
        costs,
      }),
    }),
    (reason) => ({ kind: 'unavailable', reason }),
  );
}

const FUND_TAX = 'A fund pays no tax on gains from its investments; its investors do.';

function refuseShortCash(
  execution: Execution,
  { account: { due }, settings: { cashFloor } }: ClientOrdersInput,
): void {
  if (execution.kind !== 'planned') return;
  const { final } = execution.plan.cash;
  const needed = rupeesOf(due + cashFloor);
  if (final >= needed) return;
  throw userError(
    'short-of-cash',
    'cash',
    `After its orders the account would have ${rupeesAndPaise(final)} in cash, but ${rupeesAndPaise(needed)} are due or to stay.`,
    'Lower its minimum order or its cash floor, or lift the restrictions on selling.',
  );
}
