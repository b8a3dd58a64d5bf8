import type { BacktestDocument } from '../../backtest/document/document.ts';
import { linkedEffects } from '../../backtest/summary.ts';
import { day, displayDay } from '../../market/day.ts';
import { copyOf, type DocumentAt, type DocumentRule, formulaOf, stageOf, sumOf } from './document-rule.ts';
import { effectRules, LADDER_RULES } from './effect-rules.ts';
import type { DocumentRules } from './explain-document.ts';
import { INFERENCE_RULES } from './inference-rules.ts';
import { PERIOD_RULES } from './period-rules.ts';
import { STATISTIC_RULES } from './statistic-rules.ts';
import { WINDOW_RULES } from './window-rules.ts';

const documentOf = ({ document }: DocumentAt): BacktestDocument => document as BacktestDocument;
const monthOf = (at: DocumentAt): BacktestDocument['months'][number] =>
  documentOf(at).months[Number(at.keys[0])]!;

/** Where a month's decision can be read and made again. */
function decisionOfMonth(at: DocumentAt): string {
  const { decided, decision } = monthOf(at);
  const on = displayDay(day(decided));
  return decision === null
    ? `Base weights of ${on}: no decision stands behind them.`
    : `From the decision of ${on}, whose decision.json has the SHA-256 ${decision}; trrm backtest verify FOLDER --month ${decided} makes it again.`;
}

/** The month in whose portfolio a session’s value stands: the last one filled by then. */
function monthOfSession(at: DocumentAt): number {
  const { nav, months } = documentOf(at);
  const { date } = nav[Number(at.keys[0])]!;
  return months.findLastIndex((month) => month.filled <= date);
}

const VALUES: Readonly<Record<string, string>> = {
  gross: 'before trading costs and expenses',
  net: 'after trading costs and expenses',
  afterTax: 'after costs, less the tax paid and set aside',
  unhedged: 'after costs, without what futures brought',
  beforeHedgeAndFee: 'after costs, without what futures brought and without performance fees',
};

const MONTH_RULES: readonly DocumentRule[] = [
  formulaOf(
    '/months/*/turnover',
    'fraction',
    'One-way turnover: the smaller of what was bought and sold at the fill. The first purchase sells nothing.',
    ({ keys: [k] }) => [`/months/${k}/bought`, `/months/${k}/sold`],
    (traded) => Math.min(...(traded as readonly number[])),
    'min(bought, sold)',
  ),
  stageOf(
    '/months/*/(bought|sold|cost)',
    'fraction',
    (at) =>
      `The walk trades at the close of ${displayDay(day(monthOf(at).filled))}: purchases, sales, or the charges of both by the rule book’s rates, over the value before the fill.`,
    ({ keys: [k] }) => [`/months/${k}/navBefore`, `/months/${k}/decided`, `/plan/rulebook`],
  ),
  stageOf('/months/*/(label|score|decision)', 'words', decisionOfMonth),
  stageOf('/months/*/weights/*', 'fraction', (at) => `The weight decided. ${decisionOfMonth(at)}`),
  stageOf(
    '/months/*/weightsBefore/*',
    'fraction',
    'The weight held just before the fill, carried there by prices since the fill before.',
    ({ keys: [k, id] }) => (Number(k) === 0 ? [] : [`/months/${Number(k) - 1}/weightsAfter/${id}`]),
  ),
  stageOf(
    '/months/*/weightsAfter/*',
    'fraction',
    'The weight held just after the fill: what was decided, as far as it could be traded.',
    ({ keys: [k, id] }) => [`/months/${k}/weights/${id}`, `/months/${k}/weightsBefore/${id}`],
  ),
];

const PROVENANCE_RULES: readonly DocumentRule[] = [
  formulaOf(
    '/provenance/backFilledWeight',
    'fraction',
    'The mean over the months of the weight in indices before their launch.',
    backFilled,
    (weights) => sumOf(weights) / weights.length,
  ),
  formulaOf(
    '/provenance/monthsWithLiveIndices',
    'count',
    'The number of months without weight in indices before their launch.',
    backFilled,
    (weights) => weights.filter((w) => w === 0).length,
  ),
];

function backFilled(at: DocumentAt): string[] {
  return documentOf(at).months.map((_, k) => `/months/${k}/backFilledWeight`);
}

const LINKED_RULE = formulaOf(
  '/linked/effects/*',
  'fraction',
  (at) =>
    `The effect over the whole span as a part of the difference of compound returns, linked by the method “${documentOf(at).linked.method}” from the returns of the notional funds.`,
  (at) =>
    documentOf(at).ladder.periods.flatMap(({ funds }, k) =>
      funds.map((_, j) => `/ladder/periods/${k}/funds/${j}`),
    ),
  (funds, at) => {
    const { ladder, linked } = documentOf(at);
    const rungs = ladder.rungs.length;
    const periods = ladder.periods.map((period, k) => ({
      ...period,
      funds: (funds as readonly number[]).slice(k * rungs, (k + 1) * rungs),
    }));
    return linkedEffects({ ladder: { ...ladder, periods } }, linked.method)[Number(at.keys[0])];
  },
);

const NAV_RULES: readonly DocumentRule[] = [
  copyOf(
    '/nav/*/benchmark',
    'number',
    'The value of the benchmark from the same start, as among the alternatives.',
    (at) => {
      const { plan, alternatives } = documentOf(at);
      return `/alternatives/${alternatives.findIndex((a) => a.id === plan.benchmark)}/values/${at.keys[0]}`;
    },
  ),
  stageOf(
    '/nav/*/(gross|net|afterTax|unhedged|beforeHedgeAndFee)',
    'number',
    (at) => {
      const month = documentOf(at).months[monthOfSession(at)];
      const held = month
        ? ` What was held was decided on ${displayDay(day(month.decided))} and filled on ${displayDay(day(month.filled))}.`
        : '';
      return `The value at the close of this session ${VALUES[at.keys[1]!]}, in units of the start, by the walk over the levels in the store.${held}`;
    },
    (at) => {
      const k = monthOfSession(at);
      return k < 0
        ? []
        : [
            `/months/${k}/navAfter`,
            ...Object.keys(documentOf(at).months[k]!.weightsAfter).map(
              (id) => `/months/${k}/weightsAfter/${id}`,
            ),
          ];
    },
  ),
];

const SECTIONS: Readonly<Record<string, string>> = {
  plan: 'what was asked of the back-test',
  months: 'the walk from fill to fill',
  ladder: 'the ladder of notional funds, which the walk keeps beside the record',
  alternatives: 'the alternatives, walked over the same sessions',
  sensitivity: 'the walk under other assumptions, with the weights decided',
  provenance: 'the launch dates of the indices, the ledger and the rule book',
  tax: 'tax by lot over the walk',
  summary: 'the statistics of the values by session',
  inference: 'resampling with the seed stated',
};

/** How the figures of `backtest.json` are explained, from other figures of the document. */
export const BACKTEST_RULES: DocumentRules = {
  rules: [
    ...NAV_RULES,
    ...MONTH_RULES,
    ...LADDER_RULES,
    ...effectRules('/summary/effects'),
    LINKED_RULE,
    ...STATISTIC_RULES,
    ...PERIOD_RULES,
    ...WINDOW_RULES,
    ...INFERENCE_RULES,
    ...PROVENANCE_RULES,
  ],
  otherwise: (at) => {
    const section = SECTIONS[at.pointer.split('/')[1]!];
    return section === undefined
      ? 'A statement of the back-test about itself.'
      : `Comes from ${section}; it has no formula over other figures of this document. trrm backtest makes the document again from the store, trrm backtest verify the decisions of its months.`;
  },
};
