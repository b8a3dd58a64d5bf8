import { day } from '../../market/day.ts';
import {
  type DocumentAt,
  type DocumentRule,
  formulaOf,
  stageOf,
  sumOf,
} from '../../explain/documents/document-rule.ts';
import type { Unit } from '../../explain/explanation.ts';
import { valueAt } from '../../explain/pointer.ts';
import type { LimitLine } from '../limits/limits.ts';
import type { PackDocument } from './pack-document.ts';
import { WEIGHT_STEPS } from '../weight-steps.ts';

const documentOf = ({ document }: DocumentAt): PackDocument => document as PackDocument;

/** The pointer of a neighbour of the figure. */
const beside = ({ pointer }: DocumentAt, field: string): string =>
  `${pointer.slice(0, pointer.lastIndexOf('/'))}/${field}`;

const countOf = (at: DocumentAt, list: string): readonly number[] => [
  ...((valueAt(at.document, list) as readonly unknown[] | undefined) ?? []).keys(),
];

const compound = (gains: readonly unknown[]): number =>
  (gains as readonly number[]).reduce((g, x) => g * (1 + x), 1) - 1;

const STEPS = '/parts/allocation/steps';
const LIQUIDITY = '/parts/risk/concentration/data/liquidity';

/** A limit of a fraction is written in percent. */
const unitOfLimit = (at: DocumentAt): Unit => documentOf(at).parts.limits.limits[Number(at.keys[0])]!.unit;

const LIMITS: readonly DocumentRule[] = [
  formulaOf(
    '/parts/limits/limits/*/headroom',
    unitOfLimit,
    'The distance of the value to the nearer end of the limit; below 0 it is outside.',
    ({ keys: [k] }) => ['value', 'high', 'low'].map((field) => `/parts/limits/limits/${k}/${field}`),
    ([value, high, low]) =>
      Math.min(
        (high as number) - (value as number),
        low === null ? Infinity : (value as number) - (low as number),
      ),
    'min(high − value, value − low)',
  ),
  stageOf('/parts/limits/limits/*/(low|high|value|relaxedTo)', unitOfLimit, (at) => {
    const { name } = documentOf(at).parts.limits.limits[Number(at.keys[0])] as LimitLine;
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
    'The compound of the gains of all switches of the ledger; none without one.',
    (at) => {
      const { last } = documentOf(at).parts.outcome;
      return last.kind === 'missing'
        ? []
        : last.data.switches.flatMap(({ outcome }, k) =>
            outcome ? [`/parts/outcome/last/data/switches/${k}/outcome/gain`] : [],
          );
    },
    (gains) => (gains.length === 0 ? null : compound(gains)),
    'Πₖ (1 + gₖ) − 1',
  ),
];

const WEIGHTS: readonly DocumentRule[] = [
  formulaOf(
    `${STEPS}/*/final`,
    'fraction',
    'The weight held and the steps from it: drift of prices, bouquet, risk model and bands, trading limits.',
    ({ keys: [k] }) => [`${STEPS}/${k}/held`, ...WEIGHT_STEPS.map((step) => `${STEPS}/${k}/steps/${step}`)],
    sumOf,
    'held + Σ steps',
  ),
  formulaOf(
    '/parts/trades/betweenPositions',
    'fraction',
    'Half the sum of absolute changes of the positions’ weights, from those held after the drift of prices.',
    (at) =>
      countOf(at, STEPS).flatMap((k) =>
        [`held`, 'steps/drift', 'final'].map((field) => `${STEPS}/${k}/${field}`),
      ),
    (inputs) =>
      Array.from(
        { length: inputs.length / 3 },
        (_, k) => inputs.slice(3 * k, 3 * k + 3) as unknown as readonly [number, number, number],
      ).reduce((sum, [held, drift, final]) => sum + Math.abs(final - (held + drift)), 0) / 2,
    '½ Σ |final − (held + drift)|',
  ),
];

const RISK: readonly DocumentRule[] = [
  formulaOf(
    '/parts/risk/concentration/data/inStocks',
    'fraction',
    'The weight of all stocks: the steps of the liquidity ladder, and what has no traded value.',
    (at) => [
      ...countOf(at, `${LIQUIDITY}/within`).map((k) => `${LIQUIDITY}/within/${k}`),
      `${LIQUIDITY}/beyond`,
      `${LIQUIDITY}/unknown`,
    ],
    // Without a portfolio value there is no ladder to add up.
    (parts, at) => (parts.length > 0 ? sumOf(parts) : valueAt(at.document, at.pointer)),
  ),
  formulaOf(
    '/parts/risk/year/data/path/*/variance/specific',
    'fraction',
    'What the groups of factors leave of the variance.',
    (at) => ['market', 'styles', 'industries'].map((group) => beside(at, group)),
    (groups) => 1 - sumOf(groups),
    '1 − market − styles − industries',
  ),
  formulaOf(
    '/parts/risk/year/data/forecasts/*/(low|high)',
    'number',
    'An end of the band that holds 95 % of the bias statistics of right forecasts of normal returns (Barra USE4).',
    (at) => [beside(at, 'observations')],
    ([n], { keys }) => 1 + (keys[1] === 'low' ? -1 : 1) * Math.sqrt(2 / (n as number)),
    '1 ± √(2 ÷ T)',
  ),
];

const HEDGE: readonly DocumentRule[] = [
  formulaOf(
    '/parts/((hedge|health|risk)/path/*|decision/(now|before))/hedge/reserve/used',
    'fraction',
    'Initial margin and what is kept for mark-to-market (of puts premium and charges), over the hedge reserve.',
    (at) => ['margin', 'markToMarket', 'reserve'].map((field) => beside(at, field)),
    ([margin, markToMarket, reserve]) =>
      ((margin as number) + (markToMarket as number)) / (reserve as number),
    '(margin + mark-to-market) ÷ reserve',
  ),
];

const BY_DAY: readonly DocumentRule[] = [
  formulaOf(
    '/parts/health/freshness/*/days',
    'count',
    'Calendar days from the last observation to the as-of date.',
    (at) => ['/asOf', beside(at, 'last')],
    ([asOf, last]) => day(asOf as string) - day(last as string),
  ),
  formulaOf(
    '/parts/limits/breaches/(paper|account)/data/*/days',
    'count',
    'Calendar days from the first day outside the limit to the last session.',
    (at) => ['/asOf', beside(at, 'since')],
    ([asOf, since]) => day(asOf as string) - day(since as string),
  ),
];

const OVERRIDES: readonly DocumentRule[] = [
  formulaOf(
    '/parts/limits/overrides/*/outcome/decisions/*/gain',
    'fraction',
    'What the override added: the decision’s return less that of the same run without it.',
    (at) => [beside(at, 'own'), beside(at, 'other')],
    ([own, other]) => (own as number) - (other as number),
    'own − other',
  ),
  formulaOf(
    '/parts/limits/overrides/*/outcome/total',
    'fraction',
    'The compound of what the override added to each decision made under it.',
    (at) => countOf(at, beside(at, 'decisions')).map((k) => `${beside(at, 'decisions')}/${k}/gain`),
    compound,
    'Πₖ (1 + gₖ) − 1',
  ),
];

const STRESS: readonly DocumentRule[] = [
  formulaOf(
    '/parts/stress/windows/*/(positions|worst)/*/contribution',
    'fraction',
    'The position’s weight times its return in the window.',
    (at) => [beside(at, 'weight'), beside(at, 'return')],
    ([weight, r]) => (weight as number) * (r as number),
    'weight · return',
  ),
  formulaOf(
    '/parts/stress/windows/*/portfolio/return',
    'fraction',
    'The contributions of the positions, added up: weights are bought at the first close and held.',
    (at) =>
      countOf(at, `/parts/stress/windows/${at.keys[0]}/positions`).map(
        (k) => `/parts/stress/windows/${at.keys[0]}/positions/${k}/contribution`,
      ),
    sumOf,
    'Σ weight · return',
  ),
  formulaOf(
    '/parts/stress/windows/*/withRules/difference',
    'fraction',
    'The return by the rules less that of holding the weights.',
    ({ keys: [k] }) => ['withRules', 'portfolio'].map((of) => `/parts/stress/windows/${k}/${of}/return`),
    ([rules, held]) => (rules as number) - (held as number),
    'rules − holding',
  ),
];

/** Formulas over other figures of `pack.json`. */
export const PACK_FORMULAS: readonly DocumentRule[] = [
  ...LIMITS,
  ...WEIGHTS,
  ...RISK,
  ...HEDGE,
  ...BY_DAY,
  ...OVERRIDES,
  ...STRESS,
];
