import { grouped, NONE, orNone } from '../../../format/numbers.ts';
import { day, displayDay } from '../../../market/day.ts';
import {
  assumptions,
  estimateText,
  NOT_A_FORECAST,
  percentText,
  policyName,
  shareText,
  signedEstimate,
  startText,
} from '../../../report/simulation/simulation-text.ts';
import { BARRIER, type SimulationReport } from '../../../whatif/simulation/simulation-of-store.ts';
import { WITHIN_MONTHS } from '../../../whatif/simulation/fit-chain.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { problemText } from '../layout/problem.ts';
import { table } from '../layout/table.ts';
import { listItem, paragraph } from '../layout/wrapped.ts';

/** Labels, wealth and drawdowns on one screen; each figure with its standard error. */
export function simulationText(r: SimulationReport): string {
  const parts = [
    paragraph(
      `Simulation as of ${displayDay(day(r.asOf))}, ${r.settings.months} months. ${startText(r)}\n${NOT_A_FORECAST}`,
    ),
    ...chainTables(r),
    ...wealthTables(r),
    ...drawdownTables(r),
    ...differenceTables(r),
    ['Assumptions', ...assumptions(r).flatMap(([term, text]) => listItem(`${term}: ${text}`))].join('\n'),
    ...r.problems.map((p) => paragraph(problemText(p))),
  ];
  return `${simulatedMark(r.simulated)}${parts.filter((p) => p !== '').join('\n\n')}\n`;
}

type Outcome = SimulationReport['policies'][number]['outcomes'][number];

/** A table with a row for each policy and month. */
function outcomeTable(
  { policies }: SimulationReport,
  head: readonly string[],
  cells: (o: Outcome) => readonly string[],
): string {
  const rows = policies.flatMap(({ id, outcomes }) =>
    outcomes.map((o, k) => [k === 0 ? policyName(id) : '', String(o.month), ...cells(o)]),
  );
  const columns = ['Policy', 'Month', ...head];
  return table(
    columns,
    rows,
    columns.map((_, i) => i).filter((i) => i > 0),
  );
}

/** Quartiles are left to `--json` and the page. */
const wealthTables = (r: SimulationReport): string[] => [
  `Wealth\n${outcomeTable(r, ['5 %', 'Median', '95 %'], (o) =>
    [0, 2, 4].map((k) => estimateText(o.quantiles[k]!)),
  )}`,
  `Mean wealth, chance of a loss, and mean wealth of the worst 5 % of paths\n${outcomeTable(
    r,
    ['Mean', 'Loss', 'Worst 5 %'],
    (o) => [estimateText(o.mean), percentText(o.chanceOfLoss), estimateText(o.meanOfWorst)],
  )}`,
];

const drawdownTables = (r: SimulationReport): string[] => [
  `Maximum drawdown\n${outcomeTable(r, ['Median', '95 %', '≥ 20 %'], (o) => [
    percentText(o.drawdown.median),
    percentText(o.drawdown.q95),
    percentText(o.drawdown.chances[1]!),
  ])}`,
  `Chance of a month-end below ${BARRIER}, and what following the policy costs\n${outcomeTable(
    r,
    [`Below ${BARRIER}`, 'Turnover', 'Cost'],
    (o) => [
      percentText(o.chanceBelow),
      o.turnover.value === 0 ? NONE : percentText(o.turnover),
      o.cost.value === 0 ? NONE : percentText(o.cost),
    ],
  )}`,
];

function chainTables({ chain }: SimulationReport): string[] {
  const { labels, transition, stationary, runs, metWithin, counts } = chain;
  return [
    `Labels: a month’s label given the one before, from ${chain.months} months\n${table(
      ['Label', 'Seen', ...labels.map((l) => `to ${l}`), 'Long run'],
      labels.map((label, i) => [
        label,
        String(counts[i]!.reduce((sum, c) => sum + c, 0)),
        ...transition[i]!.map(shareText),
        shareText(stationary[i]!),
      ]),
      [1, 2, 3, 4, 5],
    )}`,
    `Mean run in months, fitted and observed; chance of meeting the label\n${table(
      ['Label', 'Mean run', 'Observed', ...WITHIN_MONTHS.map((k) => `in ${k} months`)],
      labels.map((label, i) => [
        label,
        grouped(runs[i]!.fittedMean, 1),
        orNone(runs[i]!.observedMean, (x) => grouped(x, 1)),
        ...metWithin[i]!.map(shareText),
      ]),
      [1, 2, 3, 4, 5],
    )}`,
  ];
}

function differenceTables({ policies, differences }: SimulationReport): string[] {
  if (differences.length === 0) return [];
  const rows = (cells: (d: (typeof differences)[number]) => readonly string[]): string[][] =>
    differences.map((d, k) => [
      differences[k - 1]?.than === d.than ? '' : policyName(d.than),
      String(d.month),
      ...cells(d),
    ]);
  return [
    `${policyName(policies[0]!.id)} minus the others, path by path\n${table(
      ['Minus', 'Month', 'Mean', 'Ahead'],
      rows((d) => [signedEstimate(d.mean), percentText(d.chanceAhead)]),
      [1, 2, 3],
    )}`,
    table(
      ['Minus', 'Month', '5 %', 'Median', '95 %'],
      rows((d) => d.quantiles.map(signedEstimate)),
      [1, 2, 3, 4],
    ),
  ];
}
