import { INDIA_VIX, NIFTY } from '../../market/series.ts';
import { day } from '../../market/day.ts';
import {
  type At,
  beside,
  copy,
  each,
  formula,
  named,
  numbers,
  parameter,
  type RowsAsked,
  type Rule,
  stage,
  sum,
  text,
} from '../rule.ts';

const spotRows = (at: At): RowsAsked[] => [
  { kind: 'days', key: `${NIFTY}.close`, days: [day(at.made.decision.regime.session)] },
];
const futureRows = (at: At): RowsAsked[] => [
  { kind: 'days', key: `${NIFTY}.near`, days: [day(at.made.decision.regime.session)] },
];
const targetPath = (at: At): string => `hedge.targetBeta.${at.made.decision.allocation.regime}`;

/** One form of hedge: futures or puts, the one chosen or the alternative. */
const formRules = (base: string): Rule[] => [
  named(`${base}/kind`, 'Futures or puts.'),
  stage(base, 'words', 'There was only one form.'),
  stage(`${base}/expiry`, 'day', 'The next expiry whose roll day is after the as-of date.', {
    rows: futureRows,
  }),
  stage(
    `${base}/lot`,
    'count',
    'Units of the index in a contract on the as-of date, from the dated table of NSE’s lot sizes or the bhavcopy.',
    { rows: futureRows },
  ),
  stage(`${base}/lotsRequired`, 'count', 'Whole lots that bring beta to its target.', {
    symbols: 'round((β − target) · value / (lot · future))',
    inputs: (at) => [
      '/hedge/beta',
      '/hedge/targetBeta',
      '/execution/plan/value',
      beside(at, 'lot'),
      '/hedge/future',
    ],
  }),
  stage(`${base}/lots`, 'count', 'The lots required, as far as the budget pays for margin or premium.', {
    inputs: (at) => [beside(at, 'lotsRequired'), '/hedge/budget'],
  }),
  stage(`${base}/limitedBy`, 'words', 'Whether the budget pays for fewer lots than required.', {
    inputs: (at) => [beside(at, 'lots'), beside(at, 'lotsRequired')],
  }),
  formula(
    `${base}/notional`,
    'rupees',
    'Lots times lot size times the price of the future.',
    {
      symbols: 'lots · lot · future',
      inputs: (at) => [beside(at, 'lots'), beside(at, 'lot'), '/hedge/future'],
    },
    (inputs) => numbers(inputs).reduce((a, b) => a * b, 1),
  ),
  stage(`${base}/charges/*`, 'rupees', 'Rate times amount, rounded to the paisa.', {
    inputs: (at) => [beside(at, '..', 'notional')],
    parameters: () => ['costs'],
  }),
  stage(
    `${base}/cost`,
    'rupees',
    'The cost to expiry: charges and carry of futures, or the premium and charges of puts.',
    {
      inputs: (at) => [...each(at, beside(at, 'charges')), beside(at, 'carry'), beside(at, 'premium')],
    },
  ),
  stage(
    `${base}/payoff/*/(move|portfolio|hedge|net)`,
    'rupees',
    'At expiry, for a move of the Nifty 50: portfolio by its beta, hedge by its terms, and both together.',
    {
      inputs: (at) => ['/hedge/beta', '/execution/plan/value', `/hedge/${at.keys[0]}/notional`],
    },
  ),
  stage(`${base}/margin`, 'rupees', 'Initial margin: the rate times the contract value.', {
    inputs: (at) => [beside(at, 'notional'), beside(at, 'marginRate', 'initial')],
    parameters: () => ['hedge.margin'],
  }),
  formula(
    `${base}/marginRate/initial`,
    'fraction',
    'Price scan range plus exposure margin.',
    { symbols: 'scan + exposure', inputs: (at) => [beside(at, 'scan'), beside(at, 'exposure')] },
    sum,
  ),
  stage(`${base}/marginRate/*`, 'fraction', 'The exchange’s margin rule at the Nifty’s volatility.', {
    parameters: () => ['hedge.margin'],
    rows: () => [{ kind: 'series', key: `${NIFTY}.close` }],
  }),
  stage(`${base}/markToMarketReserve`, 'rupees', 'Cash kept beside the margin for mark-to-market payments.', {
    inputs: (at) => [beside(at, 'marginRate', 'reserve'), beside(at, 'notional')],
    parameters: () => ['hedge.margin'],
  }),
  stage(`${base}/cashNeeds/*/*`, 'rupees', 'Cash needed after a move of the Nifty in a day.', {
    parameters: () => ['hedge.margin'],
  }),
  stage(`${base}/hedgedBeta`, 'number', 'Beta of the portfolio with the hedge.', {
    inputs: (at) => ['/hedge/beta', beside(at, 'notional'), '/execution/plan/value'],
  }),
  stage(
    `${base}/(carry|carryRate)`,
    'number',
    'The premium of the future over the index, for the position, or a year.',
    {
      inputs: (at) => ['/hedge/future', '/hedge/spot', beside(at, 'lots')],
    },
  ),
  stage(`${base}/marginInterest`, 'rupees', 'Interest forgone on the margin until expiry.', {
    inputs: (at) => [beside(at, 'margin')],
    parameters: () => ['hedge'],
  }),
  stage(`${base}/roll/*`, 'number', 'When the contract is rolled, and what that costs.', {
    parameters: () => ['hedge.rollDaysBefore'],
    rows: futureRows,
  }),
  stage(`${base}/strike`, 'number', 'The strike of the put.', {
    inputs: () => ['/hedge/spot'],
    parameters: () => ['hedge'],
  }),
  stage(
    `${base}/premium`,
    'number',
    'The premium by Black (1976), at India VIX where no price is observed.',
    {
      inputs: (at) => ['/hedge/future', beside(at, 'strike'), beside(at, 'expiry')],
      rows: (at) => [
        { kind: 'days', key: `${INDIA_VIX}.close`, days: [day(at.made.decision.regime.session)] },
      ],
    },
  ),
  named(`${base}/pricedBy`, 'By an observed price, or by a volatility.'),
];

/** `/hedge`. */
export const HEDGE_RULES: readonly Rule[] = [
  stage('/hedge/kind', 'words', 'Whether beta is far enough above its target for a whole lot.', {
    inputs: () => ['/hedge/beta', '/hedge/targetBeta'],
  }),
  text('/hedge/reason', 'Why there is this hedge, or none.', {
    inputs: () => ['/hedge/beta', '/hedge/targetBeta'],
  }),
  {
    ...copy('/hedge/beta', 'number', 'The beta of the final weights.', () => '/allocation/risk/final/beta'),
    recompute: ([beta]) => beta ?? null,
  },
  parameter(
    '/hedge/targetBeta',
    'number',
    'The beta that the rule book aims at in this regime; none where it sets no hedge.',
    targetPath,
  ),
  formula(
    '/hedge/budget',
    'rupees',
    'The hedge reserve times the portfolio’s value.',
    {
      symbols: 'reserve · value',
      inputs: (at) => {
        const place = at.made.decision.allocation.strategic.findIndex((s) => s.id === 'hedge-reserve');
        return [`/allocation/strategic/${place}/target`, '/execution/plan/value'];
      },
    },
    (inputs) => numbers(inputs).reduce((a, b) => a * b, 1),
  ),
  stage('/hedge/spot', 'number', 'The Nifty 50’s close of the session.', { rows: spotRows }),
  stage('/hedge/future', 'number', 'The close of the near-month future.', { rows: futureRows }),
  ...formRules('/hedge/(chosen|alternative)'),
  stage(
    '/hedge/held/(positions|trades)/*/(contract|expiry|side|lots)',
    'words',
    'A future in the portfolio file, or what the hedge trades of it: bought or sold to the lots of the chosen hedge.',
    {
      inputs: () => ['/hedge/chosen/lots', '/hedge/chosen/expiry'],
      rows: () => [{ kind: 'portfolio', of: [] }],
    },
  ),
  stage(
    '/hedge/held/(positions|trades)/*/(price|amount)',
    'rupees',
    'The price of the contract on the as-of date, and lots times lot size times that price.',
    {
      inputs: (at) => [beside(at, 'lots')],
      rows: (at) => [{ kind: 'portfolio', of: [] }, ...futureRows(at)],
    },
  ),
  stage(
    '/hedge/held/charges/*',
    'rupees',
    'The charges of these trades: rate times amount, rounded to the paisa.',
    {
      inputs: (at) => each(at, '/hedge/held/trades', 'amount'),
      parameters: () => ['costs'],
    },
  ),
  stage(
    '/hedge/risk/(opening|final)/futures',
    'fraction',
    'The contract value of the futures as a fraction of the portfolio; below 0 where they are sold.',
    {
      inputs: () => ['/execution/plan/value', '/hedge/chosen/notional'],
      rows: (at) => [{ kind: 'portfolio', of: [] }, ...futureRows(at)],
    },
  ),
  stage(
    '/hedge/risk/(opening|final)/volatility',
    'percent',
    'The volatility of the portfolio with its futures, which move with the market portfolio.',
    {
      symbols: '√(σ² + 2fβσₘ² + f²σₘ²)',
      inputs: (at) => [
        ...['volatility', 'beta', 'marketVolatility'].map((f) => `/allocation/risk/${at.keys[0]}/${f}`),
        beside(at, 'futures'),
      ],
    },
  ),
  stage('/hedge/risk/(opening|final)/beta', 'number', 'The beta of the portfolio with its futures.', {
    inputs: (at) => [`/allocation/risk/${at.keys[0]}/beta`, beside(at, 'futures')],
  }),
  stage('/hedge/risk/opening', 'words', 'The risk of the opening holdings is not known.'),
];
