import { grouped, signed } from '../../../format/numbers.ts';
import type { ValidatedFactor, FactorValidation } from '../../../validation/factors/result.ts';
import { day, displayDay } from '../../../market/day.ts';
import type { Estimate } from '../../../validation/factors/estimate.ts';
import { problemText } from '../layout/problem.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { table } from '../layout/table.ts';

const NONE = '–';
const orNone = <T>(x: T | null | undefined, text: (x: T) => string): string =>
  x === null || x === undefined ? NONE : text(x);
const percent = (fraction: number): string => grouped(100 * fraction, 0);
const alpha = (e: Estimate | null | undefined): string =>
  orNone(e, (x) => `${signed(x.annual, 1)} (${signed(x.t, 1)})`);
/** A probability is never shown as certain. */
const chance = (p: number): string => (p < 0.01 ? '<1' : p > 0.99 ? '>99' : percent(p));

/** Every factor in a line of figures, its alpha by parts of the sample, and its verdict in words. */
export function researchText({
  simulated,
  factors,
  riskFreeRate,
  costs,
  problems,
}: FactorValidation): string {
  const parts = [
    `Factor validation. Back-test${simulated ? ' on a simulated market' : ' on history that was known when the rules were chosen'}.\nPercent a year, Newey–West t in brackets; in excess of ${riskFreeRate}.`,
    `${figures(factors)}\n${benchmarks(factors)}`,
    `Alpha by part of the sample\n${partsTable(factors)}`,
    launchTable(factors),
    builtTable(factors),
    `Verdicts\n${factors.map(({ title, results }) => `  ${title}: ${results.verdict.summary}`).join('\n')}`,
    factors.some((f) => f.results.costs) ? `Costs: ${costs}.` : '',
    ...problems.map(problemText),
  ];
  return `${simulatedMark(simulated)}${parts.filter((p) => p !== '').join('\n\n')}\n`;
}

const figures = (factors: readonly ValidatedFactor[]): string =>
  table(
    [
      'Factor',
      'From',
      'To',
      'Months',
      'Alpha',
      'Beta',
      'After costs',
      '3-year > 0, %',
      '5-year > 0, %',
      'DSR, %',
      'Trials',
      'Verdict',
    ],
    factors.map(({ title, results: r }) => [
      title,
      orNone(r.from, date),
      orNone(r.to, date),
      String(r.months),
      alpha(r.model?.alpha),
      orNone(r.model, (m) => grouped(m.beta, 2)),
      alpha(r.costs?.alpha),
      ...r.rolling.map((w) => orNone(w.positiveFraction, (s) => percent(s.alpha))),
      orNone(r.multipleTesting, (s) => chance(s.deflated)),
      orNone(r.multipleTesting, (s) => String(s.trials)),
      r.verdict.kind,
    ]),
    [3, 4, 5, 6, 7, 8, 9, 10],
  );

/** The benchmark of each alpha. */
function benchmarks(factors: readonly ValidatedFactor[]): string {
  const names = [...new Set(factors.map((f) => f.benchmark))];
  const lines = names.map((name) => {
    const titles = factors.filter((f) => f.benchmark === name).map((f) => f.title);
    return `Against ${name}: ${titles.join(', ')}.`;
  });
  const caution = 'Only alphas against the same benchmark are comparable.';
  return [...lines, ...(names.length > 1 ? [caution] : [])].join('\n');
}

const partsTable = (factors: readonly ValidatedFactor[]): string => {
  const labels = factors[0]!.results.byLabel.groups.map((g) => g.group);
  return table(
    ['Factor', ...labels, 'First half', 'Second half', 'Change', 'Trend, per year'],
    factors.map(({ title, results: r }) => [
      title,
      ...[...r.byLabel.groups, ...r.halvesOfTime.groups].map((g) => alpha(g.alpha)),
      alpha(r.halvesOfTime.lastMinusFirst),
      alpha(r.trend),
    ]),
    labels.concat('', '', '', '').map((_, k) => k + 1),
  );
};

function launchTable(factors: readonly ValidatedFactor[]): string {
  const launched = factors.flatMap(({ title, results: { launch } }) => (launch ? [{ title, launch }] : []));
  if (launched.length === 0) return '';
  return `Before and since launch\n${table(
    ['Index', 'Launched', 'Provider’s back-test', 'Months', 'Live', 'Months', 'Live − back-test'],
    launched.map(({ title, launch: { launched: on, groups, lastMinusFirst } }) => [
      title,
      date(on),
      ...groups.flatMap((g) => [alpha(g.alpha), String(g.months)]),
      alpha(lastMinusFirst),
    ]),
    [2, 3, 4, 5, 6],
  )}`;
}

/** For sleeves built from stocks: alpha by age of the review, by halves of the universe, and turnover. */
function builtTable(factors: readonly ValidatedFactor[]): string {
  const built = factors.filter((f) => f.kind === 'sleeve');
  if (built.length === 0) return '';
  const names = [...built[0]!.results.byAge.map((a) => a.name), 'Larger half', 'Smaller half'];
  return `Alpha by age of the review and by half of the universe, and turnover\n${table(
    ['Sleeve', ...names, 'Turnover, %', 'Cost'],
    built.map(({ title, results: r }) => [
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
