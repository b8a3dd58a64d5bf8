import { type DocumentAt, type DocumentRule, stageOf } from '../../explain/documents/document-rule.ts';
import { day, displayDay } from '../../market/day.ts';
import type { Unit } from '../../explain/explanation.ts';
import { valueAt } from '../../explain/pointer.ts';
import type { DecisionPoint } from '../outcome/decision-path.ts';
import type { PackDocument } from './pack-document.ts';
import { unitOf } from './pack-units.ts';

/** Where a figure without a formula over others of the document comes from, and how to get it again. */
type Source = readonly [pattern: string, unit: Unit, words: string];

const AGAIN = 'trrm pack makes it again.';

/** Of a decision in a list of recorded ones: its own entry explains it. */
const POINT = '/parts/((hedge|health|risk)/path/*|decision/(now|before))';

/** Figures of a point that a decision has in another form. */
const DERIVED: readonly (readonly [place: RegExp, what: string])[] = [
  [/\/specificFraction$/, ': specific over total volatility, squared'],
  [/\/factors\/\d+\/fraction$/, ': the factor’s contribution to volatility over the volatility'],
  [/\/problems\/\w+$/, ': the number of its problems of this severity'],
  [/\/staleSignals$/, ': the number of weighted signals that are stale or lack history'],
];

function wordsOfPoint({ document, pointer }: DocumentAt): string {
  const at = /^\/parts\/(?:(?:hedge|health|risk)\/path\/\d+|decision\/(?:now|before))/.exec(pointer)![0];
  const { entry, asOf } = valueAt(document, at) as DecisionPoint;
  const isShown = entry === (document as PackDocument).decision.entry;
  const how = isShown
    ? 'trrm explain on decision.json opens it'
    : `trrm ledger show ${entry} --json gives the decision, and trrm explain opens its figures`;
  const what = DERIVED.find(([place]) => place.test(pointer))?.[1] ?? '';
  return `As entry ${entry} of the ledger, the decision of ${displayDay(day(asOf))}, has it${what}. ${how}.`;
}

const FOLLOWED =
  'From the recorded decision named, and the prices and levels in the store from its fill on. trrm explain on its decision.json opens what was decided.';
const OF_ACCOUNT =
  'From the account’s record and, where it is compared, the decisions in the ledger. trrm record measures it again.';

const WHAT_IF = 'trrm whatif computes it again.';
const SIMULATED =
  'From the Monte Carlo simulation, with the seed and settings stated. trrm simulate repeats it.';

const SOURCES: readonly Source[] = [
  [
    '/parts/allocation/steps/*/(held|steps/*)',
    'fraction',
    'Differences of the decision’s weights: /allocation/current, opening, the bouquet’s base, target and final, in this order. trrm explain on decision.json opens each.',
  ],
  [
    '/parts/trades/*',
    'fraction',
    'Sum of the decision’s orders over the portfolio’s value, or its turnover. trrm explain on decision.json opens orders and turnover.',
  ],
  [
    '/parts/risk/concentration/data/(stocks|effectiveStocks|topTen|inStocks)',
    'number',
    'From the final stock weights of the decision, /allocation/riskModel/stocks: their number, 1/Σw² within the stocks, the ten largest, and their sum.',
  ],
  [
    '/parts/risk/concentration/data/liquidity/**',
    'number',
    'From the final stock weights, the portfolio’s value and the median traded value of the last 21 sessions, of which a fifth is traded a day. Traded values are in the store.',
  ],
  [
    '/parts/risk/year/data/path/**',
    'number',
    'The forecast of INEC-1 at the close of this day, for a month, of the decided weights. trrm risk build keeps the model’s sessions; docs/methodology has the method.',
  ],
  [
    '/parts/risk/year/data/**',
    'number',
    'The decided weights at every session of the year: the standard deviation of their returns over INEC-1’s forecasts, and the number of forecasts.',
  ],
  [
    '/parts/health/accuracy/data/**',
    'number',
    'Test of INEC-1’s forecasts over the sessions stated. trrm risk repeats it over all sessions of the model.',
  ],
  [
    '/parts/health/problemKinds/*/*',
    'count',
    'The number of recorded decisions that list a problem of this kind under /problems.',
  ],
  [
    '/parts/health/validation/**',
    'number',
    'From the validation of the regime model on data known by the as-of date: κ of bear against not bear over each window, or the share of labels that change when the rules are perturbed. trrm evidence repeats it.',
  ],
  [
    '/parts/limits/bands/*/final',
    'fraction',
    'The final weight of a sleeve that the decision does not hold: 0, and so not among its weights.',
  ],
  [
    '/parts/limits/breaches/**',
    'fraction',
    'The limit as the decision has it, and the weight that prices since have made of what was decided or recorded.',
  ],
  [
    '/parts/limits/overrides/**',
    'fraction',
    'Weights of the recorded decision, and of the same run without overrides, carried by the prices in the store from the fill on, less planned charges and tax.',
  ],
  [
    '/parts/limits/stability/**',
    'number',
    'Counted over the recorded decisions of a year. trrm ledger stability repeats it.',
  ],
  ['/parts/outcome/last/data/(own|nifty|band|switches/*/outcome/*)', 'fraction', FOLLOWED],
  ['/parts/outcome/last/data/**', 'number', FOLLOWED],
  [
    '/parts/(outcome|decision)/resolution/**',
    'number',
    'As the ledger has the committee’s resolution; trrm ledger show prints it.',
  ],
  ['/parts/regime/**', 'number', 'From the month-end calls up to the decision. trrm history lists them.'],
  [
    '/parts/byRegime/**',
    'fraction',
    'From the monthly returns in the store, of the months that began with the label. trrm history lists the labels.',
  ],
  [
    '/parts/attribution/**',
    'number',
    'From the back-test that was given; trrm explain on backtest.json opens it.',
  ],
  ['/parts/performance/data/record/(timeWeighted/*|moneyWeighted/rate)', 'fraction', OF_ACCOUNT],
  ['/parts/performance/**', 'number', OF_ACCOUNT],
  [
    '/parts/annexure/**',
    'number',
    'From the account’s record: its values, flows, fees, trades and holdings. trrm record measures it again.',
  ],
  [
    '/parts/whatIfs/data/*/loss',
    'fraction',
    `The return of what is held when prices move as the scenario of this name assumes, before trades and hedge: by betas where the risk model has them. ${WHAT_IF}`,
  ],
  [
    '/parts/whatIfs/data/*/(turnover|final/*)',
    'fraction',
    `From the month’s run made again with what the scenario of this name assumes. ${WHAT_IF}`,
  ],
  [
    '/parts/whatIfs/**',
    'number',
    `From the month’s run made again with what the scenario of this name assumes. ${WHAT_IF}`,
  ],
  [
    '/parts/stress/portfolio/weights/*',
    'fraction',
    'A weight of what is replayed: of the portfolio file at current prices, before any trade, or without one the decided weights.',
  ],
  [
    '/parts/stress/shock/**',
    'number',
    'From INEC-1’s covariance of factors for a month: the moves expected of the other factors, given the one assumed, times the exposures of the weights under /parts/stress/portfolio. trrm stress repeats it.',
  ],
  [
    '/parts/stress/reverse/**',
    'number',
    'The most plausible moves of the factors for the return stated, by INEC-1’s covariance for a month and the exposures of the weights under /parts/stress/portfolio. trrm stress repeats it.',
  ],
  [
    '/parts/stress/**',
    'fraction',
    'From the levels in the store over the window, on the weights under /parts/stress/portfolio. trrm stress repeats it.',
  ],
  [
    '/parts/simulation/data/policies/*/outcomes/*/((chanceOfLoss|chanceBelow|chanceCrossed|cost|turnover)/*|drawdown/**)',
    'fraction',
    `A fraction of the paths, or of the portfolio, with its Monte Carlo standard error. ${SIMULATED}`,
  ],
  [
    '/parts/simulation/data/policies/*/outcomes/*/(quantiles/*|mean|meanOfWorst)/*',
    'number',
    `Wealth as a multiple of the start, over the paths, with its Monte Carlo standard error. ${SIMULATED}`,
  ],
  ['/parts/simulation/**', 'number', SIMULATED],
];

/** A source that names the command which gives its figures needs no other. */
const withCommand = (words: string): string => (words.includes('trrm ') ? words : `${words} ${AGAIN}`);

/** Sentences for the figures of `pack.json` that have no formula over others. */
export const PACK_SOURCES: readonly DocumentRule[] = [
  stageOf(`${POINT}/**`, (at) => unitOf(at.pointer, 'number'), wordsOfPoint),
  ...SOURCES.map(([pattern, unit, words]) =>
    stageOf(pattern, (at) => unitOf(at.pointer, unit), withCommand(words)),
  ),
];
