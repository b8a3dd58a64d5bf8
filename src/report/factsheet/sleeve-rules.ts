import type { EligibilityRule, SleeveDefinition } from '../../sleeves/definition.ts';
import { measureWords } from './characteristic-names.ts';
import { MINUS } from '../../format/numbers.ts';

/** One rule of a sleeve in words, with where it is from and what is said of that. */
export interface RuleInWords {
  readonly rule: string;
  readonly words: string;
  readonly source: SleeveDefinition['weight']['source'];
  readonly note: string | null;
}

/** A definition's rules in the order of the six steps. */
export function rulesInWords(d: SleeveDefinition): RuleInWords[] {
  const told = (
    rule: string,
    words: string,
    { source, note }: { readonly source: RuleInWords['source']; readonly note?: string | undefined },
  ): RuleInWords => ({ rule, words, source, note: note ?? null });
  const { universe, eligibility, score, select, weight, cap, rebalance } = d;
  return [
    told('Universe', universeWords(universe), universe),
    ...eligibility.map((rule) => told('Must', requirement(rule), rule)),
    ...(score ? [told('Score', `${SCALES[score.scale]}: ${weighted(score.parts)}`, score)] : []),
    ...(score?.financials
      ? [told('Score of financials', weighted(score.financials), { source: score.source })]
      : []),
    ...(score?.above === undefined
      ? []
      : [told('Score', `above ${score.above} only`, { source: score.source })]),
    told(
      'Selection',
      select.kind === 'all'
        ? 'all of them'
        : `the best ${select.names}; up to rank ${select.surelyIn} surely, what is held up to rank ${select.keepTo}`,
      select,
    ),
    told('Weight', WEIGHTS[weight.by], weight),
    ...(cap ? [told('At most', capWords(cap), cap)] : []),
    told('Review', reviewWords(rebalance), rebalance),
  ];
}

const universeWords = ({ members, ranks }: SleeveDefinition['universe']): string =>
  [...(members === undefined ? [] : [`members of ${members}`]), ...ranks.map(ranksWords)].join('; and ');

type Ranks = SleeveDefinition['universe']['ranks'][number];
const RANKED_BY: Readonly<Record<Ranks['by'], string>> = {
  'full-cap': 'market value',
  'free-float-cap': 'free-float market value',
  'traded-value': 'traded value',
};
const ranksWords = ({ by, from, to }: Ranks): string =>
  `ranks ${from} to ${to} by six months’ ${RANKED_BY[by]}`;

const SCALES = { z: 'sum of Z-scores', 'as-is': 'the figure itself' } as const;
const weighted = (parts: NonNullable<SleeveDefinition['score']>['parts']): string =>
  parts
    .map((p) => `${String(Number(p.weight.toFixed(3))).replace('-', MINUS)} × ${measureWords(p.measure)}`)
    .join(', ');

const WEIGHTS: Readonly<Record<SleeveDefinition['weight']['by'], string>> = {
  'free-float-cap': 'by free-float market value',
  'free-float-cap-times-score': 'by free-float market value × score',
  'root-cap-times-score': 'by the root of free-float market value × score',
  score: 'by score',
  'inverse-volatility': 'by 1 ÷ volatility',
  equal: 'all alike',
};

function requirement(rule: EligibilityRule): string {
  switch (rule.kind) {
    case 'traded':
      return `have traded on ${100 * rule.share} % of the sessions of six months`;
    case 'listed':
      return `have been listed for ${rule.sessions} sessions`;
    case 'profitable':
      return 'have earned a profit over twelve months';
    case 'no-losses':
      return `have made no loss in ${rule.years} years`;
    case 'not-lowest':
      return `not be among the lowest ${100 * rule.share} % by ${measureWords(rule.measure)}`;
  }
}

const capWords = (c: NonNullable<SleeveDefinition['cap']>): string =>
  [
    ...(c.most < 1 ? [`${100 * c.most} %`] : []),
    ...(c.timesCapWeight === undefined ? [] : [`${c.timesCapWeight} × the weight by market value`]),
    ...(c.illiquid
      ? [`${100 * c.illiquid.most} % for the ${100 * c.illiquid.lowestShare} % that trade least`]
      : []),
  ].join(' and ');

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const reviewWords = ({ months, dataMonthsBefore }: SleeveDefinition['rebalance']): string => {
  const at = months.map((m) => MONTHS[m - 1]).join(', ');
  const data =
    dataMonthsBefore === 0
      ? 'with data to the same day'
      : `with data to ${dataMonthsBefore} ${dataMonthsBefore === 1 ? 'month' : 'months'} before`;
  return `at the close of the last session of ${at}, ${data}`;
};
