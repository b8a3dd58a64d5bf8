import { type DocumentRule, formulaOf, stageOf } from '../explain/documents/document-rule.ts';
import { effectRules } from '../explain/documents/effect-rules.ts';
import type { DocumentRules } from '../explain/documents/explain-document.ts';
import { statisticsWithoutValues } from '../explain/documents/statistic-rules.ts';
import type { LimitLine } from './limits.ts';
import type { PackDocument } from './pack-document.ts';

const BACKTEST = '/parts/attribution/ladder/data';
const RECORD = '/parts/performance/data/record';

const RISK = '/allocation/risk/final';
const POINT: Readonly<Record<string, string>> = {
  regime: '/regime/regime',
  modelRegime: '/regime/modelRegime',
  score: '/regime/score',
  turnover: '/allocation/turnover',
  volatility: `${RISK}/volatility`,
  beta: `${RISK}/beta`,
  trackingError: `${RISK}/trackingError`,
};

const BAND: Readonly<Record<string, (id: string) => string>> = {
  low: (id) => `/allocation/sleeves/${id}/band/low`,
  high: (id) => `/allocation/sleeves/${id}/band/high`,
  target: (id) => `/allocation/sleeves/${id}/target`,
  final: (id) => `/allocation/final/${id}`,
};

const TRADES: Readonly<Record<string, string>> = {
  byStock: '/allocation/turnover',
  gapToPlan: '/execution/plan/reached/gapToPlan',
  newMoney: '/allocation/newMoney/weight',
};

/**
 * The figure of `decision.json` that a figure of a pack is, with names of list entries; null for a figure of the pack's own. A
 * figure that is null or 0 because the decision has none is the pack's own.
 *
 * @param pointer of a leaf of the pack.
 */
export function figureOfDecision({ parts }: PackDocument, pointer: string): string | null {
  const point = /^\/parts\/decision\/now\/(\w+)$/.exec(pointer);
  if (point && parts.decision.now[point[1] as 'score'] !== null) return POINT[point[1]!] ?? null;
  const trade = /^\/parts\/trades\/(\w+)$/.exec(pointer);
  if (trade && parts.trades[trade[1] as 'byStock']) return TRADES[trade[1]!] ?? null;
  const band = /^\/parts\/limits\/bands\/(\d+)\/(\w+)$/.exec(pointer);
  if (band) {
    const { id, final } = parts.limits.bands[Number(band[1])]!;
    return band[2] === 'final' && final === 0 ? null : (BAND[band[2]!]?.(id) ?? null);
  }
  return null;
}

const LIMIT_RULES: readonly DocumentRule[] = [
  formulaOf(
    '/parts/limits/limits/*/headroom',
    'number',
    'The distance of the value to the nearer end of the limit; below 0 it is outside.',
    ({ keys: [k] }) => ['value', 'high', 'low'].map((field) => `/parts/limits/limits/${k}/${field}`),
    ([value, high, low]) =>
      Math.min(
        (high as number) - (value as number),
        low === null ? Infinity : (value as number) - (low as number),
      ),
    'min(high − value, value − low)',
  ),
  stageOf('/parts/limits/limits/*/(low|high|value|relaxedTo)', 'number', (at) => {
    const { name } = (at.document as PackDocument).parts.limits.limits[Number(at.keys[0])] as LimitLine;
    return `${name}: as the decision has it under /allocation/riskModel/limits, or under /allocation/turnover and /allocation/turnoverLimit. trrm explain decision.json opens it.`;
  }),
  formulaOf(
    '/parts/outcome/last/data/switches/*/outcome/gain',
    'fraction',
    'What the switch added: the decided weights, less planned charges and tax, over the holdings left alone.',
    ({ keys: [k] }) =>
      ['decided', 'kept', 'cost'].map((field) => `/parts/outcome/last/data/switches/${k}/outcome/${field}`),
    ([decided, kept, cost]) =>
      (1 - ((cost as number | null) ?? 0)) * (1 + (decided as number)) - (1 + (kept as number)),
    '(1 − cost)(1 + decided) − (1 + kept)',
  ),
  formulaOf(
    '/parts/outcome/last/data/switchedTotal',
    'fraction',
    'The compound of the gains of all switches; none without one.',
    ({ document }) => {
      const { last } = (document as PackDocument).parts.outcome;
      return last.kind === 'missing'
        ? []
        : last.data.switches.flatMap(({ outcome }, k) =>
            outcome ? [`/parts/outcome/last/data/switches/${k}/outcome/gain`] : [],
          );
    },
    (gains) =>
      gains.length === 0 ? null : (gains as readonly number[]).reduce((g, x) => g * (1 + x), 1) - 1,
    'Πₖ (1 + gₖ) − 1',
  ),
];

const SECTIONS: Readonly<Record<string, string>> = {
  attribution: 'the back-test that was given; trrm explain backtest.json explains its figures',
  performance: 'the account’s record; trrm record measures it again',
  annexure: 'the account’s record; trrm record measures it again',
  outcome: 'the recorded decisions and prices since',
  stress: 'the stress tests of the decided portfolio; trrm stress repeats them',
  simulation: 'the Monte Carlo simulation, with the seed stated',
  whatIfs: 'the saved scenarios; trrm whatif repeats them',
  byRegime: 'the store’s history by label',
};

/** How the figures of `pack.json` that are not figures of its decision are explained. */
export const PACK_RULES: DocumentRules = {
  rules: [
    ...LIMIT_RULES,
    ...effectRules(`${BACKTEST}/effects`),
    statisticsWithoutValues(`${BACKTEST}/sheet`, 'backtest.json'),
    statisticsWithoutValues(`${RECORD}/sheet`, 'the account’s record'),
  ],
  otherwise: ({ pointer }) => {
    const section = SECTIONS[pointer.split('/')[2] ?? ''];
    return `${section === undefined ? 'Comes from the ledger and the decision, which is made again for the pack' : `Comes from ${section}`}. It has no formula over other figures of this document; trrm pack makes the document again, and trrm pack --verify says whether the file is the sealed one.`;
  },
};
