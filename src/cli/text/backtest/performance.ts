import type { Figure, TearSheet } from '../../../backtest/statistics/tear-sheet.ts';
import type { SubPeriod } from '../../../backtest/statistics/sub-periods.ts';
import { day, displayDay } from '../../../market/day.ts';
import { counted, grouped, NONE } from '../../../format/numbers.ts';
import { figureText, returnText } from '../../../report/performance/figure-text.ts';
import { table } from '../layout/table.ts';
import { rowsBelowName } from '../layout/wrapped.ts';

/** Columns of the names of figures and of their conventions below them. */
const NAMES = 54;

/** Drawdowns listed; `--json` has ten. */
const LISTED = 5;

const date = (iso: string): string => displayDay(day(iso));

/** A tear sheet on a screen: every figure with its convention, periods, years and drawdowns. */
export function performanceText(sheet: TearSheet): string {
  const { benchmark, riskFree, headline, fine } = sheet;
  const against = benchmark === null ? [] : ['Benchmark'];
  return `${sheet.name}: ${date(sheet.from)} to ${date(sheet.to)}, ${counted(headline.count, headline.period)}${fine ? `, ${counted(fine.count, fine.period)}` : ''}
Benchmark: ${benchmark ?? 'none'}; risk-free rate: ${riskFree ?? 'none, excess returns are over 0'}

${table(
  ['Figure, and its convention', 'Value', ...against],
  sheet.figures.flatMap((f) =>
    rowsBelowName(
      f.name,
      [figureText(f.own, f.unit), ...against.map(() => benchmarkText(f))],
      [f.convention],
      NAMES,
    ),
  ),
  [1, ...(benchmark === null ? [] : [2])],
)}

${periodTable('Period', sheet.trailing, benchmark !== null, (p) => (p.isAnnual ? `${p.name}, a year` : p.name))}

${periodTable('Calendar year', sheet.calendarYears, benchmark !== null, partText)}

${periodTable('Financial year', sheet.financialYears, benchmark !== null, partText)}
${drawdownText(sheet)}`;
}

const benchmarkText = (f: Figure): string => (f.group === 'relative' ? '' : figureText(f.benchmark, f.unit));

const partText = (p: SubPeriod): string => (p.isWhole ? p.name : `${p.name}, part`);

const periodTable = (
  head: string,
  periods: readonly SubPeriod[],
  hasBenchmark: boolean,
  name: (p: SubPeriod) => string,
): string =>
  table(
    [head, 'From', 'Return', ...(hasBenchmark ? ['Benchmark'] : [])],
    periods.map((p) => [
      name(p),
      date(p.from),
      returnText(p.own),
      ...(hasBenchmark ? [returnText(p.benchmark)] : []),
    ]),
    [2, 3],
  );

function drawdownText({ drawdowns }: TearSheet): string {
  if (drawdowns.length === 0) return '';
  return `
${table(
  ['Drawdown from', 'Trough', 'Recovered', 'Depth', 'Days'],
  drawdowns
    .slice(0, LISTED)
    .map((d) => [
      date(d.peak),
      date(d.trough),
      d.to === null ? NONE : date(d.to),
      figureText(d.depth, 'fraction'),
      grouped(d.days, 0),
    ]),
  [3, 4],
)}
`;
}
