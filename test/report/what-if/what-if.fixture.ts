import { DEFAULT_RULE_BOOK } from '../../../src/rulebook/rule-book.ts';
import { type WhatIfModel, whatIfModel } from '../../../src/report/what-if/page-model.ts';
import type { WhatIfPage } from '../../../src/report/what-if/page.ts';
import type { ScenarioSide, WhatIf } from '../../../src/whatif/what-if.ts';
import { byModel, futures, gains, losses } from '../decision/orders/orders.fixture.ts';
import { decision } from '../decision/march-2020.fixture.ts';

const { signals, allocation, execution, hedge } = decision;
const before: ScenarioSide = { ...decision.regime, signals, allocation, execution, hedge, alerts: [] };

/** A fall of the Nifty with a forced regime and a changed rule, for a portfolio without orders. */
export const whatIf: WhatIf = {
  asOf: decision.asOf,
  simulated: false,
  set: [
    {
      kind: 'level',
      key: 'nifty',
      unit: 'index points',
      from: 8597.75,
      to: 6878.2,
      how: 'set',
      asked: '-20%',
      history: { min: 279, max: 12_362.3, since: '1990-07-03' },
    },
    {
      kind: 'level',
      key: 'pe',
      unit: '×',
      from: 19.38,
      to: 15.5,
      how: 'carried',
      asked: null,
      history: { min: 10.68, max: 29.9, since: '1999-01-01' },
    },
    { kind: 'regime', regime: 'bullish' },
    { kind: 'rule', path: 'regimes.enterBullish', from: 0.2, to: 0.25 },
  ],
  before,
  after: {
    ...before,
    regime: 'bullish',
    alerts: [{ code: 'crisis', message: 'India VIX stands above 95 % of its history.' }],
    problems: [
      {
        severity: 'warning',
        code: 'stale',
        about: 'gsec-yields',
        message: 'Old.',
        remedy: 'Import a newer file.',
      },
    ],
  },
  loss: null,
  problems: [
    {
      severity: 'warning',
      code: 'prices-not-moved',
      about: 'nifty',
      message: 'The move of the Nifty changes the signals, not the prices.',
      remedy: 'Use them to compare regimes.',
    },
  ],
};

/** The same with stock orders and a hedge as assumed. */
export const withOrders: WhatIf = {
  ...whatIf,
  before: { ...before, allocation: byModel, execution: { kind: 'planned', plan: gains } },
  after: {
    ...whatIf.after,
    allocation: {
      ...byModel,
      bindingConstraints: ['At the upper end of its band: momentum, 23.1 %.'],
      riskModel: {
        ...byModel.riskModel,
        relaxedConstraints: [{ constraint: 'turnover', from: 0.3, to: 0.342 }],
      },
    },
    execution: { kind: 'planned', plan: losses },
    hedge: futures,
  },
};

const { regimes } = DEFAULT_RULE_BOOK;
export const modelOf = (result: WhatIf): WhatIfModel =>
  whatIfModel(result, { before: regimes, after: regimes });

export const pageOf = (result: WhatIf): WhatIfPage => ({
  model: modelOf(result),
  manifest: decision.manifest,
  assumedRuleBook: '34'.repeat(32),
});
