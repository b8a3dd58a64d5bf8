import { iso, monthNumber } from '../../market/day.ts';
import { type Problem, userError } from '../../market/problem.ts';
import { type Drawdown, drawdownTable } from './drawdown-table.ts';
import { figureRules } from './figures/all.ts';
import type { FigureGroup, FigureUnit } from './figures/figure-rule.ts';
import { type RollingFigure, rollingFigures } from './rolling.ts';
import { benchmarkSample, type Sample, sampleOf } from './sample.ts';
import { type SubPeriod, trailingReturns, yearlyReturns } from './sub-periods.ts';
import { pathAt, returnsOf, type ValuePath } from './value-path.ts';

/** A statistic with the convention by which it was computed; null where it cannot be had. */
export interface Figure {
  readonly id: string;
  readonly name: string;
  readonly group: FigureGroup;
  readonly unit: FigureUnit;
  readonly convention: string;
  readonly own: number | null;
  readonly benchmark: number | null;
}

/** Monthly returns of a calendar year, January first; null for a month that is not whole or not there. */
export interface MonthsOfYear {
  readonly year: number;
  readonly months: readonly (number | null)[];
}

/** Everything that one value path says of itself and against a benchmark. Returns are fractions, dates ISO. */
export interface TearSheet {
  readonly name: string;
  readonly benchmark: string | null;
  readonly riskFree: string | null;
  readonly from: string;
  readonly to: string;
  readonly years: number;
  /** Number and spacing of the returns of the headline figures, and of the finer ones beside them. */
  readonly headline: { readonly period: string; readonly count: number };
  readonly fine: { readonly period: string; readonly count: number } | null;
  readonly figures: readonly Figure[];
  readonly trailing: readonly SubPeriod[];
  readonly calendarYears: readonly SubPeriod[];
  readonly financialYears: readonly SubPeriod[];
  readonly months: readonly MonthsOfYear[];
  /** The ten deepest. */
  readonly drawdowns: readonly Drawdown[];
  readonly rolling: readonly { readonly months: number; readonly figures: readonly RollingFigure[] }[];
  readonly problems: readonly Problem[];
}

/** The value path to be measured, and what it is compared with. */
export interface TearSheetInput {
  readonly name: string;
  readonly path: ValuePath;
  readonly benchmark?: { readonly name: string; readonly path: ValuePath } | null;
  /** Value of an investment at the risk-free rate; without it, excess returns are over 0. */
  readonly riskFree?: { readonly name: string; readonly path: ValuePath } | null;
}

/** Rolling windows, in months. */
const WINDOWS = [12, 36];

/**
 * Statistics of a value path, each with its convention: return, risk, ratios and, against a benchmark, relative figures;
 * drawdowns, calendar and financial years, trailing and rolling returns. Monthly figures are the headline, those of a finer
 * spacing stand beside them. Nothing is annualised below a year (GIPS 2020).
 *
 * @param input the path with its names; the benchmark and the risk-free path are cut to the days they have in common.
 * @returns figures as fractions; null where a figure cannot be had.
 * @throws UserError for fewer than three common days.
 * @example
 * import { day } from 'trrm';
 * import { tearSheet } from 'trrm/backtest';
 *
 * const days = ['2024-01-31', '2024-02-29', '2024-03-28', '2024-04-30'].map((d) => day(d));
 * const sheet = tearSheet({ name: 'Fund', path: { days, values: [100, 104, 101, 106] } });
 * console.log(sheet.figures.find((f) => f.id === 'maximum-drawdown')?.own);
 */
export function tearSheet({ name, path, benchmark = null, riskFree = null }: TearSheetInput): TearSheet {
  const sample = sampleOf(path, benchmark?.path ?? null, riskFree?.path ?? null);
  const { days } = sample.path;
  if (days.length < 3)
    throw userError(
      'too-short',
      name,
      `There are ${days.length} values${benchmark || riskFree ? ' on days that all series have' : ''}, too few for statistics.`,
      'Give at least three, over the same period.',
    );
  const other = benchmarkSample(sample);
  const figures = figureRules(sample).map(({ id, name: title, group, unit, convention, isAnnual, of }) => {
    const value = (s: Sample | null): number | null => {
      const found = s === null || (isAnnual && !s.isYear) ? null : of(s);
      return found !== null && Number.isFinite(found) ? found : null;
    };
    return {
      id,
      name: title,
      group,
      unit,
      convention,
      own: value(sample),
      benchmark: group === 'relative' ? null : value(other),
    };
  });
  return {
    name,
    benchmark: benchmark?.name ?? null,
    riskFree: riskFree?.name ?? null,
    from: iso(days[0]!),
    to: iso(days.at(-1)!),
    years: sample.years,
    headline: { period: sample.headline.period, count: sample.headline.own.length },
    fine: sample.fine && { period: sample.fine.period, count: sample.fine.own.length },
    figures,
    trailing: trailingReturns(sample.path, sample.benchmark),
    calendarYears: yearlyReturns(sample, 1),
    financialYears: yearlyReturns(sample, 4),
    months: monthsByYear(sample),
    drawdowns: drawdownTable(sample.path),
    rolling: WINDOWS.map((months) => ({ months, figures: rollingFigures(sample, months) })),
    problems: problemsOf(name, sample, path, benchmark),
  };
}

function monthsByYear({ path, months: ends, headline }: Sample): MonthsOfYear[] {
  if (headline.period !== 'month') return [];
  const monthly = pathAt(path, ends.at);
  const returns = returnsOf(monthly.values);
  const years = new Map<number, (number | null)[]>();
  for (const [i, day] of monthly.days.slice(1).entries()) {
    const month = monthNumber(day);
    const year = Math.floor(month / 12);
    const row = years.get(year) ?? Array.from({ length: 12 }, () => null);
    years.set(year, row);
    if (ends.isWhole[i]) row[month - 12 * year] = returns[i]!;
  }
  return Array.from(years, ([year, months]) => ({ year, months }));
}

function problemsOf(
  about: string,
  sample: Sample,
  given: ValuePath,
  benchmark: TearSheetInput['benchmark'],
): Problem[] {
  const problem = (
    severity: Problem['severity'],
    code: string,
    message: string,
    remedy: string,
  ): Problem => ({
    severity,
    code,
    about,
    message,
    remedy,
  });
  const { days } = sample.path;
  const dropped = given.days.length - days.length;
  return [
    ...(sample.isYear
      ? []
      : [
          problem(
            'note',
            'under-a-year',
            'The series covers less than a year, so nothing is annualised (GIPS 2020).',
            '',
          ),
        ]),
    ...(dropped > 0
      ? [
          problem(
            'warning',
            'common-days',
            `${dropped} of ${given.days.length} values lie on days that ${benchmark?.name ?? 'the risk-free rate'} does not have; the figures cover ${iso(days[0]!)} to ${iso(days.at(-1)!)} on common days.`,
            'Give series with the same dates.',
          ),
        ]
      : []),
    ...(sample.isRegular
      ? []
      : [
          problem(
            'warning',
            'irregular-dates',
            `The dates have no regular spacing; figures a year assume the ${sample.headline.perYear.toFixed(1)} periods a year of the average.`,
            'Give a value for each session, week or month.',
          ),
        ]),
    ...(sample.partialMonths > 0
      ? [
          problem(
            'note',
            'partial-months',
            `${sample.partialMonths} ${sample.partialMonths === 1 ? 'part of a month is' : 'parts of months are'} left out of the monthly figures; total return, CAGR and drawdowns include them.`,
            '',
          ),
        ]
      : []),
  ];
}
