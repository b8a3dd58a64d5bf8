import type { SubPeriod } from '../../backtest/statistics/sub-periods.ts';
import type { TearSheet } from '../../backtest/statistics/tear-sheet.ts';
import { day, displayDay } from '../../market/day.ts';
import type { CellValue, WorkbookSheet } from './workbook.ts';

/** Statistics of a tear sheet, each with its convention. Fractions and plain numbers have columns of their own. */
export function figureSheet(title: string, sheet: TearSheet, note: string, origin: string): WorkbookSheet {
  return {
    title,
    note: noteOf(sheet, note),
    origin,
    columns: [
      { title: 'Figure', kind: 'text', width: 34 },
      { title: 'Group', kind: 'text' },
      { title: 'Own, %', kind: 'fraction' },
      { title: 'Benchmark, %', kind: 'fraction', width: 14 },
      { title: 'Own, number', kind: 'number', width: 14 },
      { title: 'Benchmark, number', kind: 'number', width: 19 },
      { title: 'Convention', kind: 'text', width: 100 },
    ],
    rows: sheet.figures.map(({ name, group, unit, own, benchmark, convention }) => {
      const values: CellValue[] = [own, benchmark];
      const none: CellValue[] = [null, null];
      return [
        name,
        group,
        ...(unit === 'fraction' ? [...values, ...none] : [...none, ...values]),
        convention,
      ];
    }),
  };
}

/** Returns over trailing periods, calendar years and Indian financial years. */
export function periodSheet(title: string, sheet: TearSheet, note: string, origin: string): WorkbookSheet {
  const groups: readonly (readonly [string, readonly SubPeriod[]])[] = [
    ['trailing', sheet.trailing],
    ['calendar year', sheet.calendarYears],
    ['financial year', sheet.financialYears],
  ];
  return {
    title,
    note: noteOf(sheet, note),
    origin,
    columns: [
      { title: 'Kind', kind: 'text', width: 16 },
      { title: 'Period', kind: 'text', width: 18 },
      { title: 'From', kind: 'day', width: 14 },
      { title: 'To', kind: 'day', width: 14 },
      { title: 'Own', kind: 'fraction' },
      { title: 'Benchmark', kind: 'fraction', width: 12 },
      { title: 'Whole', kind: 'text' },
      { title: 'Annualised', kind: 'text', width: 12 },
    ],
    rows: groups.flatMap(([kind, periods]) =>
      periods.map((p) => [
        kind,
        p.name,
        day(p.from),
        day(p.to),
        p.own,
        p.benchmark,
        p.isWhole ? 'yes' : 'part',
        p.isAnnual ? 'yes' : 'no',
      ]),
    ),
  };
}

/** A sheet without its data: what is missing, and which command brings it. */
export const missingSheet = (
  title: string,
  { what, remedy }: { readonly what: string; readonly remedy: string },
  origin: string,
): WorkbookSheet => ({
  title,
  note: `${what} ${remedy}`,
  origin,
  columns: [{ title: 'None', kind: 'text', width: 60 }],
  rows: [],
});

const noteOf = ({ name, benchmark, from, to }: TearSheet, note: string): string =>
  `${name}, ${displayDay(day(from))} to ${displayDay(day(to))}${benchmark === null ? '' : `, against ${benchmark}`}. ${note}`;
