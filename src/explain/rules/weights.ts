import { POSITIONS, type PositionId } from '../../../allocations/positions.ts';
import { newMoney } from '../../../allocations/rebalance/new-money.ts';
import { turnoverLimitOf } from '../../../allocations/rebalance/monthly-turnover-limit.ts';
import { tradesOf } from '../../../allocations/rebalance/trades.ts';
import {
  type At,
  beside,
  copy,
  each,
  entryOf,
  formula,
  named,
  type Rule,
  stage,
  text,
  valueOf,
} from '../rule.ts';

const allocation = (at: At) => at.made.decision.allocation;
/** Weights by position before and after, as an order of trades needs them. */
const changes = (at: At): number[] =>
  POSITIONS.map((id) => (allocation(at).final[id] ?? 0) - (allocation(at).opening[id] ?? 0));

/** A trade between two sets of weights. */
const tradeRules = (base: string, final: string): Rule[] => [
  named(`${base}/*/id`, 'The position that is traded.'),
  formula(
    `${base}/*/side`,
    'words',
    'A purchase where the final weight is above the opening weight, else a sale.',
    { inputs: (at) => weightsOf(at, final) },
    ([after, before]) => ((after as number) > (before as number) ? 'buy' : 'sell'),
  ),
  formula(
    `${base}/*/weight`,
    'fraction',
    'The distance between final and opening weight.',
    { symbols: '|final − opening|', inputs: (at) => weightsOf(at, final) },
    ([after, before]) => Math.abs((after as number) - (before as number)),
  ),
];

const weightsOf = (at: At, final: string): string[] => {
  const id = String(valueOf(at, beside(at, 'id')));
  return [`${final}/${id}`, `/allocation/opening/${id}`];
};

const TRADED = 'The optimiser’s weights net of trading costs and minimum trades, within the turnover limit.';

/** `/allocation`: opening, destination and final weights, and the trades between them. */
export const WEIGHT_RULES: readonly Rule[] = [
  copy('/allocation/regime', 'words', 'The label in force.', () => '/regime/regime'),
  stage(
    '/allocation/method',
    'words',
    'By the risk model where sleeves hold stocks, else by inverse volatility of indices.',
    {
      rows: () => [{ kind: 'stocks' }],
    },
  ),
  stage(
    '/allocation/openingSource/*',
    'words',
    'Where the opening weights come from: the portfolio file, or the model’s own allocation of the month-end before.',
    {
      rows: () => [{ kind: 'portfolio', of: [] }],
    },
  ),
  stage(
    '/allocation/current/*',
    'fraction',
    'The value of the position in the portfolio file over that of the whole; without a file, the model’s previous allocation.',
    {
      symbols: 'Σ quantity · price / value',
      inputs: () => ['/allocation/openingSource/value'],
      rows: (at) => [{ kind: 'portfolio', of: holdingsIn(at, at.keys[0] as PositionId) }],
    },
  ),
  stage(
    '/allocation/opening/*',
    'fraction',
    'The current weight after price moves up to the as-of date. A portfolio file is already valued on that date.',
    {
      inputs: (at) => [`/allocation/current/${at.keys[0]}`],
      rows: (at) => [{ kind: 'portfolio', of: holdingsIn(at, at.keys[0] as PositionId) }],
    },
  ),
  stage('/allocation/destination/*', 'fraction', `${TRADED} What trading aims at.`, {
    inputs: (at) => [
      `/allocation/target/${at.keys[0]}`,
      `/allocation/opening/${at.keys[0]}`,
      ...['low', 'high'].map(
        (end) => `${entryOf(at, '/allocation/sleeves', 'id', at.keys[0]) ?? ''}/band/${end}`,
      ),
      '/allocation/turnoverLimit',
    ],
    parameters: () => [
      'allocations.model.costMonths',
      'allocations.model.riskAversion',
      'allocations.trading.minimumTrade',
    ],
    rows: () => [{ kind: 'stocks' }],
  }),
  stage(
    '/allocation/completion',
    'fraction',
    'The turnover limit over the turnover of trading all the way, stock by stock, at most 1.',
    {
      inputs: () => ['/allocation/turnoverLimit'],
    },
  ),
  stage(
    '/allocation/final/*',
    'fraction',
    'The opening weight moved towards the destination by the completed part of the trade, with new cash invested or raised first.',
    {
      symbols: 'opening + completion · (destination − opening)',
      inputs: (at) => [
        `/allocation/opening/${at.keys[0]}`,
        ...(allocation(at).method === 'risk-model'
          ? [`/allocation/destination/${at.keys[0]}`, '/allocation/completion', '/allocation/newMoney/weight']
          : [`/allocation/target/${at.keys[0]}`, '/allocation/turnoverLimit']),
      ],
      parameters: () => ['allocations.trading.minimumTrade'],
    },
  ),
  ...tradeRules('/allocation/trades', '/allocation/final'),
  ...tradeRules('/allocation/untilted/trades', '/allocation/untilted/final'),
  formula(
    '/allocation/trades/*/amount',
    'rupees',
    'The traded weight times the portfolio’s value, in whole rupees such that purchases equal sales.',
    {
      symbols: 'round(|final − opening| · value)',
      inputs: (at) => [beside(at, 'weight'), '/allocation/openingSource/value'],
    },
    (_, at) =>
      tradesOf(changes(at), allocation(at).openingSource).find((t) => t.id === valueOf(at, beside(at, 'id')))
        ?.amount ?? null,
  ),
  stage(
    '/allocation/untilted/trades/*/amount',
    'rupees',
    'The traded weight times the portfolio’s value, in whole rupees.',
    {
      inputs: (at) => [beside(at, 'weight'), '/allocation/openingSource/value'],
    },
  ),
  stage(
    '/allocation/turnover',
    'fraction',
    'One-way turnover without new money: half the sum of absolute changes, by stock where the stocks held are known, else by position.',
    {
      symbols: '½ Σ |Δw|',
      inputs: (at) => [...each(at, '/allocation/trades', 'weight'), '/allocation/newMoney/weight'],
      rows: () => [{ kind: 'portfolio', of: [] }],
    },
  ),
  formula(
    '/allocation/turnoverLimit',
    'fraction',
    'The limit of the month: none for a first purchase, and one of its own at a change of regime.',
    {
      inputs: () => ['/regime/regime', '/regime/prior'],
      parameters: () => ['allocations.trading.turnoverLimit', 'allocations.trading.turnoverLimitAtChange'],
    },
    (_, at) => turnoverLimitOf(at.made.run.holdings, allocation(at).regime, at.made.book.allocations),
  ),
  ...(['kind', 'weight'] as const).map((part) =>
    formula(
      `/allocation/newMoney/${part}`,
      part === 'weight' ? 'fraction' : 'words',
      'Cash above its target, to invest, or below it, to raise; less than the minimum trade is neither.',
      {
        symbols: 'opening − target of the liquid fund',
        inputs: () => ['/allocation/opening/liquid-fund', '/allocation/target/liquid-fund'],
        parameters: () => ['allocations.trading.minimumTrade'],
      },
      (_, at) =>
        newMoney(
          { openingSource: allocation(at).openingSource, opening: allocation(at).opening },
          allocation(at).target,
          allocation(at).fallback ?? null,
          at.made.book.allocations.trading.minimumTrade,
        )?.[part],
    ),
  ),
  text(
    '/allocation/bindingConstraints/*',
    'A constraint that binds, or why a position is not traded, in words.',
    {
      inputs: (at) => each(at, '/allocation/riskModel/limits', 'value'),
    },
  ),
];

/** Holdings of the portfolio file that belong to a position, as its lines name them. */
function holdingsIn(at: At, position: PositionId): readonly string[] {
  const file = at.made.run.orderInput.portfolio;
  if (file === null) return [];
  const names =
    file.kind === 'by-lot'
      ? file.portfolio.holdings.filter((h) => h.position === position).map((h) => h.id)
      : [];
  return [position, ...names, ...(position === 'liquid-fund' ? ['cash'] : [])];
}
