import { signed } from '../../../signals/wording.ts';
import type { ResearchedFactor, ResearchRecord } from '../../validation/factors/result.ts';
import { day, displayDay } from '../../market/day.ts';
import type { Estimate } from '../../validation/factors/estimate.ts';
import { problemText } from './import.ts';
import { simulatedMark } from './mark.ts';
import { table } from './table.ts';

const NONE = '–';
const orNone = <T>(x: T | null | undefined, text: (x: T) => string): string =>
  x === null || x === undefined ? NONE : text(x);
const percent = (fraction: number): string => (100 * fraction).toFixed(0);
const alpha = (e: Estimate | null | undefined): string =>
  orNone(e, (x) => `${signed(x.annual, 1)} (${signed(x.t, 1)})`);
/** A probability is never told as certain. */
const chance = (p: number): string => (p < 0.01 ? '<1' : p > 0.99 ? '>99' : percent(p));

/** Every factor in a line of figures, where each stands by parts of its record, and its verdict in words. */
export function researchText({ simulated, factors, riskless, costs, problems }: ResearchRecord): string {
  const parts = [
    `Is the factor real? A back-test${simulated ? ' on a simulated market' : ', on history that could be seen when the rules were chosen'}.\nPercent a year, t by Newey–West in brackets; over ${riskless}.`,
    `${figures(factors)}\n${yardsticks(factors)}`,
    `Alpha in parts of the record\n${partsTable(factors)}`,
    launchTable(factors),
    builtTable(factors),
    `Verdicts\n${factors.map(({ title, research }) => `  ${title}: ${research.verdict.words}`).join('\n')}`,
    factors.some((f) => f.research.costs) ? `Costs: ${costs}.` : '',
    ...problems.map(problemText),
  ];
  return `${simulatedMark(simulated)}${parts.filter((p) => p !== '').join('\n\n')}\n`;
}

const figures = (factors: readonly ResearchedFactor[]): string =>
  table(
    [
      'Factor',
      'From',
      'To',
      'Months',
      'Alpha',
      'Beta',
      'After costs',
      '3 y > 0, %',
      '5 y > 0, %',
      'DSR, %',
      'Trials',
      'Verdict',
    ],
    factors.map(({ title, research: r }) => [
      title,
      orNone(r.from, date),
      orNone(r.to, date),
      String(r.months),
      alpha(r.model?.alpha),
      orNone(r.model, (m) => m.beta.toFixed(2)),
      alpha(r.costs?.alpha),
      ...r.rolling.map((w) => orNone(w.shares, (s) => percent(s.alpha))),
      orNone(r.search, (s) => chance(s.deflated)),
      orNone(r.search, (s) => String(s.trials)),
      r.verdict.kind,
    ]),
    [3, 4, 5, 6, 7, 8, 9, 10],
  );

/** Which market each alpha is against. */
function yardsticks(factors: readonly ResearchedFactor[]): string {
  const markets = [...new Set(factors.map((f) => f.against))];
  const lines = markets.map((market) => {
    const titles = factors.filter((f) => f.against === market).map((f) => f.title);
    return `Against ${market}: ${titles.join(', ')}.`;
  });
  const caution = 'Only alphas against the same can be set side by side.';
  return [...lines, ...(markets.length > 1 ? [caution] : [])].join('\n');
}

const partsTable = (factors: readonly ResearchedFactor[]): string => {
  const labels = factors[0]!.research.byLabel.groups.map((g) => g.group);
  return table(
    ['Factor', ...labels, 'First half', 'Second half', 'Change', 'Trend a year'],
    factors.map(({ title, research: r }) => [
      title,
      ...[...r.byLabel.groups, ...r.halvesOfTime.groups].map((g) => alpha(g.alpha)),
      alpha(r.halvesOfTime.lastLessFirst),
      alpha(r.trend),
    ]),
    labels.concat('', '', '', '').map((_, k) => k + 1),
  );
};

function launchTable(factors: readonly ResearchedFactor[]): string {
  const launched = factors.flatMap(({ title, research: { launch } }) => (launch ? [{ title, launch }] : []));
  if (launched.length === 0) return '';
  return `Before and since launch\n${table(
    ['Index', 'Launched', 'Maker’s back-test', 'Months', 'Live', 'Months', 'Live − back-test'],
    launched.map(({ title, launch: { launched: on, groups, lastLessFirst } }) => [
      title,
      date(on),
      ...groups.flatMap((g) => [alpha(g.alpha), String(g.months)]),
      alpha(lastLessFirst),
    ]),
    [2, 3, 4, 5, 6],
  )}`;
}

/** What only a sleeve that is built here can show: alpha by age of the decision, by halves of the universe, turnover. */
function builtTable(factors: readonly ResearchedFactor[]): string {
  const built = factors.filter((f) => f.kind === 'sleeve');
  if (built.length === 0) return '';
  const names = [...built[0]!.research.byAge.map((a) => a.name), 'Larger half', 'Smaller half'];
  return `Alpha by age of the decision, in halves of the universe, and turnover\n${table(
    ['Sleeve', ...names, 'Turnover, %', 'Cost'],
    built.map(({ title, research: r }) => [
      title,
      ...r.byAge.map((a) => alpha(a.alpha)),
      ...(r.subUniverses.length > 0 ? r.subUniverses.map((s) => alpha(s.alpha)) : [NONE, NONE]),
      orNone(r.costs, (c) => percent(c.turnover)),
      orNone(r.costs, (c) => c.cost.toFixed(2)),
    ]),
    names.concat('', '').map((_, k) => k + 1),
  )}`;
}

const date = (iso: string): string => displayDay(day(iso));
