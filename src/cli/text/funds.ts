import { fractionAsPercent, grouped, NONE, orNone } from '../../format/numbers.ts';
import type { FundCard } from '../../funds/fund-card.ts';
import type { FundSheet } from '../../funds/fund-sheet.ts';
import { METRICS, type MetricId } from '../../funds/metrics.ts';
import { displayDay } from '../../market/day.ts';
import { categoryTitle } from '../../market/funds/categories.ts';
import type { Scheme } from '../../market/funds/scheme.ts';
import { metricText } from '../../report/funds/metric-text.ts';
import { recordSentence, SURVIVORS } from '../../report/funds/record-sentence.ts';
import { problemText } from './problem.ts';
import { simulatedMark } from './mark.ts';
import { table } from './table.ts';

const SHOWN: readonly MetricId[] = [
  'return1y',
  'return3y',
  'return5y',
  'sharpe',
  'sortino',
  'alpha',
  'maxDrawdown',
];
const HEADS = ['1 y', '3 y', '5 y', 'Sharpe', 'Sortino', 'Alpha', 'Drawdown'];

export function fundCardText(card: FundCard, simulated: boolean): string {
  const rows = card.funds.map((fund) => [
    orNone(fund.rank, String),
    fund.code,
    fund.scheme.name,
    orNone(fund.score, (score) => grouped(score, 1)),
    orNone(fund.quartile, String),
    ...SHOWN.map((id) => metricText(id, fund.measures[id])),
    fund.flags.map(({ id }) => id).join(' '),
  ]);
  const right = [0, 3, 4, ...SHOWN.map((_, i) => i + 5)];
  return `${simulatedMark(simulated)}${categoryTitle(card.category || 'funds')} on ${displayDay(card.asOf)}: ${card.funds.length} funds, ${card.window} months to ${displayDay(card.through)}, benchmark ${card.benchmark}

${table(['Rank', 'Code', 'Fund', 'Score', 'Q', ...HEADS, 'Flags'], rows, right)}

${card.statement} ${recordSentence(card.record)}
${SURVIVORS}
${card.problems.map((p) => `\n${problemText(p)}`).join('')}
`.replace(/\n+$/, '\n');
}

export const fundListText = (schemes: readonly Scheme[], simulated: boolean): string =>
  `${simulatedMark(simulated)}${table(
    ['Code', 'Scheme', 'Category', 'Plan', 'Option', 'Last NAV'],
    schemes.map((s) => [
      s.code,
      s.name,
      s.category,
      s.plan,
      s.option,
      s.lastNavOn === null ? NONE : displayDay(s.lastNavOn),
    ]),
  )}\n`;

export function fundSheetText({ fund, card, others }: FundSheet, simulated: boolean): string {
  const { scheme, facts, measures } = fund;
  const place =
    fund.rank === null
      ? 'not ranked'
      : `rank ${fund.rank} of ${others + 1}, quartile ${fund.quartile}, score ${grouped(fund.score!, 1)}`;
  const rows = METRICS.map(({ id, title }) => [
    title,
    metricText(id, measures[id]),
    fund.percentiles[id] === undefined ? '' : fractionAsPercent(fund.percentiles[id]),
    measures[id].reason ?? '',
  ]);
  const known = [
    ['Expense ratio', orNone(facts.ter, (ter) => `${ter} %`)],
    ['Assets', orNone(facts.aum, (aum) => `₹ ${grouped(aum, 0)} crore`)],
    [
      'Manager',
      `${facts.manager ?? NONE}${facts.managerSince === null ? '' : ` since ${displayDay(facts.managerSince)}`}`,
    ],
    ['Exit load', facts.exitLoad ?? NONE],
  ];
  return `${simulatedMark(simulated)}${scheme.code} ${scheme.name}
${scheme.house}, ${categoryTitle(scheme.category || 'no category')}, ${scheme.plan} ${scheme.option}; ${place}

${table(['Measure', 'Value', 'Percentile', 'Not defined because'], rows, [1, 2])}

${table(['Fact', `Known on ${displayDay(card.asOf)}`], known)}
${fund.flags.map((flag) => `\n${flag.kind}: ${flag.text}`).join('')}

${card.statement} ${recordSentence(card.record)}
`;
}
