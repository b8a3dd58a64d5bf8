import type { EligibilityRule, SleeveDefinition } from '../../sleeves/definition.ts';
import { characteristicText } from './characteristic-names.ts';
import { MINUS } from '../../format/numbers.ts';

/** One rule of a sleeve in words, with its source and a note on it. */
export interface RuleInWords {
  readonly rule: string;
  readonly words: string;
  readonly source: SleeveDefinition['weight']['source'];
  readonly note: string | null;
}

/** The rules of a sleeve definition in words, in the order of the six steps. */
export function rulesInWords(d: SleeveDefinition): RuleInWords[] {
  const ruleLine = (
    rule: string,
    words: string,
    { source, note }: { readonly source: RuleInWords['source']; readonly note?: string | undefined },
  ): RuleInWords => ({ rule, words, source, note: note ?? null });
  const { universe, eligibility, score, select, weight, cap, rebalance } = d;
  return [
    ruleLine('Universe', universeWords(universe), universe),
    ...eligibility.map((rule) => ruleLine('Eligibility', requirement(rule), rule)),
    ...(score ? [ruleLine('Score', `${SCALES[score.scale]}: ${weighted(score.parts)}`, score)] : []),
    ...(score?.financials
      ? [ruleLine('Score of financials', weighted(score.financials), { source: score.source })]
      : []),
    ...(score?.above === undefined
      ? []
      : [ruleLine('Score', `above ${score.above} only`, { source: score.source })]),
    ruleLine(
      'Selection',
      select.kind === 'all'
        ? 'all eligible stocks'
        : `the best ${select.count}; always included up to rank ${select.entryRank} ; existing constituents retained up to rank ${select.exitRank}`,
      select,
    ),
    ruleLine('Weight', WEIGHTS[weight.by], weight),
    ...(cap ? [ruleLine('Cap', capWords(cap), cap)] : []),
    ruleLine('Review', reviewWords(rebalance), rebalance),
  ];
}

const universeWords = ({ parentIndex, ranks }: SleeveDefinition['universe']): string =>
  [...(parentIndex === undefined ? [] : [`constituents of ${parentIndex}`]), ...ranks.map(ranksWords)].join(
    '; and ',
  );

type Ranks = SleeveDefinition['universe']['ranks'][number];
const RANKED_BY: Readonly<Record<Ranks['by'], string>> = {
  'full-cap': 'market value',
  'free-float-cap': 'free-float market value',
  'traded-value': 'traded value',
};
const ranksWords = ({ by, from, to }: Ranks): string =>
  `ranks ${from} to ${to} by six months’ ${RANKED_BY[by]}`;

const SCALES = { z: 'sum of Z-scores', raw: 'raw value' } as const;
const weighted = (parts: NonNullable<SleeveDefinition['score']>['parts']): string =>
  parts
    .map(
      (p) =>
        `${String(Number(p.weight.toFixed(3))).replace('-', MINUS)} × ${characteristicText(p.characteristic)}`,
    )
    .join(', ');

const WEIGHTS: Readonly<Record<SleeveDefinition['weight']['by'], string>> = {
  'free-float-cap': 'by free-float market value',
  'free-float-cap-times-score': 'by free-float market value × score',
  'root-cap-times-score': 'by the square root of free-float market value × score',
  score: 'by score',
  'inverse-volatility': 'by 1 ÷ volatility',
  equal: 'equal',
};

function requirement(rule: EligibilityRule): string {
  switch (rule.kind) {
    case 'traded':
      return `traded on ${100 * rule.fraction} % of the sessions of six months`;
    case 'listed':
      return `listed for ${rule.sessions} sessions`;
    case 'profitable':
      return 'profitable over twelve months';
    case 'no-losses':
      return `no loss in ${rule.years} years`;
    case 'not-lowest':
      return `not among the lowest ${100 * rule.fraction} % by ${characteristicText(rule.characteristic)}`;
  }
}

const capWords = (c: NonNullable<SleeveDefinition['cap']>): string =>
  [
    ...(c.maximum < 1 ? [`${100 * c.maximum} %`] : []),
    ...(c.freeFloatWeightMultiple === undefined
      ? []
      : [`${c.freeFloatWeightMultiple} × the weight by market value`]),
    ...(c.illiquid
      ? [`${100 * c.illiquid.maximum} % for the ${100 * c.illiquid.lowestFraction} % least traded`]
      : []),
  ].join(' and ');

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const reviewWords = ({ months, cutOffMonthsBefore }: SleeveDefinition['rebalance']): string => {
  const at = months.map((m) => MONTHS[m - 1]).join(', ');
  const data =
    cutOffMonthsBefore === 0
      ? 'with data to the same date'
      : `with data to ${cutOffMonthsBefore} ${cutOffMonthsBefore === 1 ? 'month' : 'months'} before`;
  return `at the close of the last session of ${at}, ${data}`;
};
