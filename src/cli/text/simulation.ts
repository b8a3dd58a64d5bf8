import { grouped, NONE, orNone } from '../../format/numbers.ts';
import { day, displayDay } from '../../market/day.ts';
import {
  assumptions,
  estimateText,
  NOT_A_FORECAST,
  percentText,
  policyName,
  shareText,
  signedEstimate,
  startText,
} from '../../report/simulation/simulation-text.ts';
import { BARRIER, type SimulationReport } from '../../whatif/simulation/simulation-of-store.ts';
import { WITHIN_MONTHS } from '../../whatif/simulation/fit-chain.ts';
import { simulatedMark } from './mark.ts';
import { problemText } from './problem.ts';
import { table } from './table.ts';
import { TERMINAL_WIDTH, wrapped } from './wrapped.ts';

/** Labels, wealth and drawdowns on one screen; each figure with its standard error. */
export function simulationText(r: SimulationReport): string {
  const parts = [
    `Simulation as of ${displayDay(day(r.asOf))}, ${r.settings.months} months. ${startText(r)}\n${NOT_A_FORECAST}`,
    chainTable(r),
    wealthTable(r),
    drawdownTable(r),
    differenceTable(r),
    ['Assumptions', ...assumptions(r).flatMap(([term, text]) => paragraph(`${term}: ${text}`))].join('\n'),
    ...r.problems.map(problemText),
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

/** Quartiles are left to `--json` and the page, so that a terminal of 120 columns can hold the rest. */
const wealthTable = (r: SimulationReport): string =>
  `Wealth\n${outcomeTable(r, ['5 %', 'Median', '95 %', 'Mean', 'Loss', 'Worst 5 %'], (o) => [
    ...[0, 2, 4].map((k) => estimateText(o.quantiles[k]!)),
    estimateText(o.mean),
    percentText(o.chanceOfLoss),
    estimateText(o.meanOfWorst),
  ])}`;

const drawdownTable = (r: SimulationReport): string =>
  `Maximum drawdown, and cost of following the policy\n${outcomeTable(
    r,
    ['Median', '95 %', '≥ 20 %', `Below ${BARRIER}`, 'Cost'],
    (o) => [
      percentText(o.drawdown.median),
      percentText(o.drawdown.q95),
      percentText(o.drawdown.chances[1]!),
      percentText(o.chanceBelow),
      o.cost.value === 0 ? NONE : percentText(o.cost),
    ],
  )}`;

/** Indented lines. */
function paragraph(text: string): string[] {
  const [first = '', ...rest] = wrapped(text, TERMINAL_WIDTH - 4);
  return [`  ${first}`, ...rest.map((line) => `    ${line}`)];
}

function chainTable({ chain }: SimulationReport): string {
  const { labels, transition, stationary, runs, metWithin, counts } = chain;
  return `Labels: a month’s label given the one before, from ${chain.months} months; chance of meeting it within 3, 6, 12 months\n${table(
    [
      'Label',
      'Seen',
      ...labels.map((l) => `to ${l}`),
      'Long run',
      'Mean run',
      'observed',
      ...WITHIN_MONTHS.map((k) => `in ${k} m`),
    ],
    labels.map((label, i) => [
      label,
      String(counts[i]!.reduce((sum, c) => sum + c, 0)),
      ...transition[i]!.map(shareText),
      shareText(stationary[i]!),
      grouped(runs[i]!.fittedMean, 1),
      orNone(runs[i]!.observedMean, (x) => grouped(x, 1)),
      ...metWithin[i]!.map(shareText),
    ]),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  )}`;
}

function differenceTable({ policies, differences }: SimulationReport): string {
  if (differences.length === 0) return '';
  return `${policyName(policies[0]!.id)} minus the others, path by path\n${table(
    ['Minus', 'Month', 'Mean', '5 %', 'Median', '95 %', 'Ahead'],
    differences.map((d) => [
      policyName(d.than),
      String(d.month),
      signedEstimate(d.mean),
      ...d.quantiles.map(signedEstimate),
      percentText(d.chanceAhead),
    ]),
    [1, 2, 3, 4, 5, 6],
  )}`;
}
