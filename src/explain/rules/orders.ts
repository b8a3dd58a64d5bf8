import { chargesOf } from '../../../allocations/costs/charges.ts';
import { stockLiquidity } from '../../../allocations/stocks/liquidity.ts';
import { day } from '../../market/day.ts';
import { issuerPart } from '../../market/stocks/isin.ts';
import { rupeesOf } from '../../market/money.ts';
import type { Leaf } from '../pointer.ts';
import { type At, beside, each, formula, named, type RowsAsked, type Rule, stage, sum } from '../rule.ts';

import { orderAt, plan, PLAN, toPaisa } from './plan.ts';

/** The price and the lots of what an order trades. */
function rowsOfOrder(at: At): RowsAsked[] {
  const { id, segment } = orderAt(at);
  return [
    { kind: 'portfolio', of: [id] },
    ...(segment === 'equity-delivery' ? [{ kind: 'price' as const, isin: id }] : []),
  ];
}

/** The column of an order's stock in the run's snapshot; null for what is not a stock of it. */
function columnOf(at: At): number | null {
  const { stocks } = at.made;
  const column =
    stocks?.issuers.findIndex(({ isin }) => isin !== '' && issuerPart(isin) === issuerPart(orderAt(at).id)) ??
    -1;
  return column < 0 ? null : column;
}

const liquidityOf = (at: At) => {
  const column = columnOf(at);
  return column === null || !at.made.stocks ? null : stockLiquidity(at.made.stocks, column);
};

/** One charge of an order again, by the tables and the rule book. */
function charge(at: At, id: string, amount: number): number {
  const { side, segment } = orderAt(at);
  const isStock = segment === 'equity-delivery' && orderAt(at).quantity !== null;
  const { lines } = chargesOf(
    {
      segment,
      side,
      value: amount,
      day: day(at.made.decision.asOf),
      liquidity: liquidityOf(at),
      isinsSold: side === 'sell' && isStock ? 1 : 0,
    },
    at.made.book.costs,
  );
  return rupeesOf(lines.find((line) => line.id === id)?.paise ?? 0);
}

const CHARGE_PARAMETERS: Readonly<Record<string, (segment: string) => string>> = {
  brokerage: (segment) => `costs.brokerage.${segment}`,
  impact: () => 'costs.impact',
  'depository-charge': () => 'costs.depositoryCharge',
};

/** `/execution/plan/orders`: what is traded, and what that costs. */
export const ORDER_RULES: readonly Rule[] = [
  named(`${PLAN}/orders/*/(id|name|segment)`, 'What is traded, and in which segment.'),
  stage(`${PLAN}/orders/*/side`, 'words', 'A sale where more is held than the target, else a purchase.', {
    rows: rowsOfOrder,
  }),
  stage(
    `${PLAN}/orders/*/quantity`,
    'count',
    'Whole shares that take the holding nearest to its target within the cash available, orders below the minimum left out; units of funds to six decimals.',
    {
      symbols: '(target · value − held) / price',
      inputs: (at) => [...targetOf(at), `${PLAN}/value`, beside(at, 'price')],
      parameters: () => ['costs.minimumOrder'],
      rows: rowsOfOrder,
    },
  ),
  stage(
    `${PLAN}/orders/*/price`,
    'rupees',
    'The price of the portfolio file where the stock is held, else the last price known on the as-of date, to the paisa.',
    {
      rows: rowsOfOrder,
    },
  ),
  {
    ...stage(
      `${PLAN}/orders/*/amount`,
      'rupees',
      'Quantity times price, to the paisa; where only an amount is known, the change of the position.',
      {
        symbols: 'quantity · price',
        inputs: (at) =>
          orderAt(at).quantity === null
            ? [...targetOf(at), `${PLAN}/value`]
            : [beside(at, 'quantity'), beside(at, 'price')],
      },
    ),
    recompute: ([quantity, price], at) =>
      orderAt(at).segment === 'equity-delivery' && orderAt(at).quantity !== null
        ? toPaisa((quantity as number) * (price as number))
        : amountAgain(at),
  },
  formula(
    `${PLAN}/orders/*/charges/*`,
    'rupees',
    (at) => CHARGE_WORDS[at.keys[1]!] ?? 'Rate times amount, rounded to the paisa.',
    {
      symbols: 'round(rate · amount)',
      inputs: (at) => [beside(at, '..', 'amount'), ...rateOf(at)],
      parameters: (at) => {
        const of = CHARGE_PARAMETERS[at.keys[1]!];
        return of ? [of(orderAt(at).segment)] : [];
      },
      rows: (at) => (at.keys[1] === 'impact' ? [{ kind: 'stocks' }] : []),
    },
    ([amount], at) => charge(at, at.keys[1]!, amount as number),
  ),
  formula(
    `${PLAN}/orders/*/cost`,
    'rupees',
    'The sum of the charges of the order, each rounded to the paisa.',
    { symbols: 'Σ charges', inputs: (at) => each(at, beside(at, 'charges')) },
    (inputs) => toPaisa(sum(inputs)),
  ),
  formula(
    `${PLAN}/orders/*/daysOfTrading`,
    'number',
    'The amount over the stock’s median daily traded value of the last 21 sessions on which it traded.',
    {
      symbols: 'amount / median traded value',
      inputs: (at) => [beside(at, 'amount')],
      rows: () => [{ kind: 'stocks' }],
    },
    ([amount], at) => {
      const liquidity = liquidityOf(at);
      return orderAt(at).segment === 'equity-delivery' && liquidity
        ? (amount as number) / liquidity.tradedValue
        : null;
    },
  ),
];

const CHARGE_WORDS: Readonly<Record<string, string>> = {
  brokerage: 'The broker’s rate in the rule book times the amount.',
  'service-tax': 'The rate of GST times brokerage, exchange charge and SEBI fee.',
  impact:
    'Market impact: half the spread plus the square-root law of amount over traded value; a flat rate where liquidity is not known.',
  'depository-charge': 'The depository’s charge for each ISIN sold.',
};

/** The look-through weight of the stock or the final weight of the position that an order leads to. */
function targetOf(at: At): string[] {
  const { id } = orderAt(at);
  const { allocation } = at.made.decision;
  const stock =
    allocation.method === 'risk-model' ? allocation.riskModel.stocks.findIndex((s) => s.isin === id) : -1;
  return stock >= 0 ? [`/allocation/riskModel/stocks/${stock}/final`] : [`/allocation/final/${id}`];
}

/** The rate of a charge among those that the decision lists. */
function rateOf(at: At): string[] {
  const { side, segment } = orderAt(at);
  const place = plan(at).rates.findIndex(
    (r) => r.id === at.keys[1] && r.side === side && r.segment === segment,
  );
  return place < 0 ? [] : [`${PLAN}/rates/${place}/rate`];
}

const amountAgain = (at: At): Leaf => {
  const { execution } = at.made.run.decision;
  return execution.kind === 'planned' ? execution.plan.orders[Number(at.keys[0])]!.amount : null;
};
