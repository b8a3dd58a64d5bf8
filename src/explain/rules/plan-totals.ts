import type { Leaf } from '../pointer.ts';
import {
  type At,
  each,
  fact,
  formula,
  named,
  numbers,
  parameter,
  type Rule,
  stage,
  sum,
  text,
} from '../rule.ts';

import { plan, PLAN, toPaisa } from './plan.ts';

const cost: readonly Rule[] = [
  formula(
    `${PLAN}/cost/charges/*`,
    'rupees',
    'The sum of this charge over all orders.',
    { symbols: 'Σ over orders', inputs: (at) => each(at, `${PLAN}/orders`, 'charges', at.keys[0]!) },
    (inputs) => toPaisa(sum(inputs)),
  ),
  formula(
    `${PLAN}/cost/total`,
    'rupees',
    'All charges and the tax that the sales add.',
    {
      symbols: 'Σ charges + tax',
      inputs: (at) => [...each(at, `${PLAN}/cost/charges`), `${PLAN}/tax/total`],
    },
    (inputs) => toPaisa(sum(inputs)),
  ),
  formula(
    `${PLAN}/cost/breakEvenReturn`,
    'percent',
    'The cost over the portfolio’s value: what the new portfolio must return beyond the old one.',
    { symbols: '100 · total / value', inputs: () => [`${PLAN}/cost/total`, `${PLAN}/value`] },
    ([total, value]) => (100 * (total as number)) / (value as number),
  ),
  formula(
    `${PLAN}/cost/annualBreakEvenReturn`,
    'percent',
    'The same a year, over the holding period.',
    {
      symbols: 'break-even · 365 / holdingDays',
      inputs: () => [`${PLAN}/cost/breakEvenReturn`, `${PLAN}/cost/holdingDays`],
    },
    ([breakEven, days]) => ((breakEven as number) * 365) / (days as number),
  ),
  parameter(
    `${PLAN}/cost/holdingDays`,
    'count',
    'Days over which a switch must earn back its cost.',
    () => 'costs.holdingDays',
  ),
];

/** Cash paid or received by orders and their charges, market impact apart, in the order of the inputs. */
function cashAfter(inputs: readonly Leaf[], at: At): number {
  const [opening, reserve, ...rest] = numbers(inputs);
  const list = plan(at).orders;
  const traded = list.reduce((total, o, i) => total + (o.side === 'sell' ? rest[i]! : -rest[i]!), 0);
  const charges = rest.slice(list.length).reduce((a, b) => a + b, 0);
  return toPaisa(opening! + traded - charges - reserve!);
}

const cash: readonly Rule[] = [
  stage(`${PLAN}/cash/opening`, 'rupees', 'Cash in the portfolio file.', {
    rows: () => [{ kind: 'portfolio', of: ['cash', 'liquid-fund'] }],
  }),
  formula(
    `${PLAN}/cash/taxReserve`,
    'rupees',
    'The tax that the sales add; nothing where losses save tax.',
    { symbols: 'max(0, tax)', inputs: () => [`${PLAN}/tax/total`] },
    ([tax]) => Math.max(0, (tax as number | undefined) ?? 0),
  ),
  formula(
    `${PLAN}/cash/final`,
    'rupees',
    'Opening cash plus sales less purchases, charges paid in cash and the tax reserve; market impact is in the prices.',
    {
      symbols: 'opening + Σ sales − Σ purchases − Σ charges − tax',
      inputs: (at) => [
        `${PLAN}/cash/opening`,
        `${PLAN}/cash/taxReserve`,
        ...each(at, `${PLAN}/orders`, 'amount'),
        ...each(at, `${PLAN}/cost/charges`).filter((p) => !p.endsWith('/impact')),
      ],
    },
    cashAfter,
  ),
  stage(`${PLAN}/reached/cash`, 'fraction', 'Cash left over the value of everything held after all orders.', {
    inputs: () => [`${PLAN}/cash/final`],
    rows: () => [{ kind: 'portfolio', of: [] }],
  }),
  stage(
    `${PLAN}/reached/gapToPlan`,
    'fraction',
    'Half the sum of absolute differences between the weights reached and planned.',
    {
      symbols: '½ Σ |reached − planned|',
      inputs: (at) => [`${PLAN}/reached/cash`, ...each(at, `${PLAN}/orders`, 'amount')],
    },
  ),
];

/** `/execution`: value, cash, rates and cost of the plan. Orders and tax have rules of their own. */
export const PLAN_RULES: readonly Rule[] = [
  stage(
    '/execution/kind',
    'words',
    'Whether orders could be planned: they need a portfolio with values in ₹.',
    {
      rows: () => [{ kind: 'portfolio', of: [] }],
    },
  ),
  text('/execution/reason', 'Why there are no orders.'),
  stage(`${PLAN}/value`, 'rupees', 'The value of the portfolio file, cash included.', {
    symbols: 'Σ quantity · price + cash',
    rows: () => [{ kind: 'portfolio', of: [] }],
  }),
  stage(
    `${PLAN}/belowMinimum/*`,
    'words',
    'Held or targeted, but the order would be below the minimum size.',
    {
      parameters: () => ['costs.minimumOrder'],
    },
  ),
  ...cash,
  named(`${PLAN}/rates/*/(segment|side|id)`, 'Which charge.'),
  fact(
    `${PLAN}/rates/*/(source|confidence)`,
    'words',
    'Where the rate is published, and how well it is known.',
  ),
  stage(
    `${PLAN}/rates/*/rate`,
    'number',
    'The rate in force on the as-of date, from the dated table of that charge or the rule book.',
    {
      parameters: (at) =>
        plan(at).rates[Number(at.keys[0])]!.id === 'brokerage'
          ? [`costs.brokerage.${plan(at).rates[Number(at.keys[0])]!.segment}`]
          : [],
    },
  ),
  ...cost,
];
