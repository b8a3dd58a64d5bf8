import { fractionAsPercent, grouped, NONE, orNone } from '../../format/numbers.ts';
import type { FundCard } from '../../funds/fund-card.ts';
import type { FundSheet } from '../../funds/fund-sheet.ts';
import { METRICS, type MetricId } from '../../funds/metrics.ts';
import { displayDay } from '../../market/day.ts';
import { categoryTitle } from '../../market/funds/categories.ts';
import type { Scheme } from '../../market/funds/scheme.ts';
import { metricText } from '../../report/funds/metric-text.ts';
import { recordSentence, SURVIVORS } from '../../report/funds/record-sentence.ts';
import { printable } from './layout/printable.ts';
import { problemText } from './layout/problem.ts';
import { simulatedMark } from './layout/simulated-mark.ts';
import { table } from './layout/table.ts';
import { listItem, rowsBelowName } from './layout/wrapped.ts';

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

/** Columns of the names of schemes and measures, and of what stands below them. */
const NAMES = 54;

export function fundCardText(card: FundCard, simulated: boolean): string {
  const rows = card.funds.map((fund) => [
    orNone(fund.rank, String),
    orNone(fund.score, (score) => grouped(score, 1)),
    orNone(fund.quartile, String),
    ...SHOWN.map((id) => metricText(id, fund.measures[id])),
  ]);
  const head = ['Rank', 'Score', 'Q', ...HEADS];
  // Names and flags are as wide as the figures: they stand below them.
  const names = card.funds.map(({ scheme, code, flags }) =>
    listItem(printable([`${code} ${scheme.name}`, ...flags.map(({ id }) => id)].join(', '))),
  );
  const [heads = '', rule = '', ...figures] = table(
    head,
    rows,
    head.map((_, i) => i),
  ).split('\n');
  const lines = [heads, rule, ...figures.flatMap((line, i) => [line, ...names[i]!])];
  return `${simulatedMark(simulated)}${categoryTitle(card.category || 'funds')} on ${displayDay(card.asOf)}: ${card.funds.length} funds, ${card.window} months to ${displayDay(card.through)}, benchmark ${card.benchmark}

${lines.join('\n')}

${card.statement} ${recordSentence(card.record)}
${SURVIVORS}
${card.problems.map((p) => `\n${problemText(p)}`).join('')}
`.replace(/\n+$/, '\n');
}

export const fundListText = (schemes: readonly Scheme[], simulated: boolean): string =>
  `${simulatedMark(simulated)}${table(
    ['Scheme', 'Code', 'Last NAV'],
    schemes.flatMap((s) =>
      rowsBelowName(
        s.name,
        [s.code, s.lastNavOn === null ? NONE : displayDay(s.lastNavOn)],
        [[s.category, s.plan, s.option].join(', ')],
        NAMES,
      ),
    ),
  )}\n`;

export function fundSheetText({ fund, card, others }: FundSheet, simulated: boolean): string {
  const { scheme, facts, measures } = fund;
  const place =
    fund.rank === null
      ? 'not ranked'
      : `rank ${fund.rank} of ${others + 1}, quartile ${fund.quartile}, score ${grouped(fund.score!, 1)}`;
  const rows = METRICS.flatMap(({ id, title }) =>
    rowsBelowName(
      title,
      [
        metricText(id, measures[id]),
        fund.percentiles[id] === undefined ? '' : fractionAsPercent(fund.percentiles[id]),
      ],
      [measures[id].reason ?? ''],
      NAMES,
    ),
  );
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

${table(['Measure, and why it is not defined', 'Value', 'Percentile'], rows, [1, 2])}

${table(['Fact', `Known on ${displayDay(card.asOf)}`], known)}
${fund.flags.map((flag) => `\n${flag.kind}: ${flag.text}`).join('')}

${card.statement} ${recordSentence(card.record)}
`;
}
