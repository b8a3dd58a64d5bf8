import { addDays, type Day, dayOf, iso, monthNumber } from '../../market/day.ts';
import { compoundAnnual, yearsBetween } from './growth.ts';
import type { Sample } from './sample.ts';
import type { ValuePath } from './value-path.ts';

/** A return between two values of a path, and of the benchmark between the same days. Dates are ISO. */
export interface SubPeriod {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly own: number;
  readonly benchmark: number | null;
  /** Whether the path covers the period from its edge to its edge. */
  readonly isWhole: boolean;
  /** Whether the returns are annualised, as they are over more than a year. */
  readonly isAnnual: boolean;
}

/** Calendar days by which a value may be away from the edge of its year, over holidays. */
const EDGE = 6;

/**
 * Returns by calendar year (`firstMonth` 1) or Indian financial year (`firstMonth` 4: April to March, named for its two years).
 * The first and last may be parts of a year.
 */
export function yearlyReturns({ path, benchmark, months }: Sample, firstMonth: 1 | 4): SubPeriod[] {
  const { days } = path;
  const yearOf = (at: number): number => Math.floor((monthNumber(days[at]!) - (firstMonth - 1)) / 12);
  const out: SubPeriod[] = [];
  let start = 0;
  const ends = months.at.slice(1);
  for (const [k, end] of ends.entries()) {
    const next = ends[k + 1];
    const year = yearOf(end);
    if (next !== undefined && yearOf(next) === year) continue;
    const [first, last] = [dayOf(year, firstMonth, 1)!, addDays(dayOf(year + 1, firstMonth, 1)!, -1)];
    out.push({
      ...between(path, benchmark, start, end),
      name: firstMonth === 1 ? String(year) : `${year}–${String((year + 1) % 100).padStart(2, '0')}`,
      isWhole: Math.abs(days[start]! - (first - 1)) <= EDGE && last - days[end]! <= EDGE,
      isAnnual: false,
    });
    start = end;
  }
  return out;
}

/** Trailing periods as statements show them: months to 5 years before the last value, and since the start. */
export function trailingReturns(path: ValuePath, benchmark: ValuePath | null): SubPeriod[] {
  const { days } = path;
  const end = days.at(-1)!;
  const spans = [
    ['1 month', 1],
    ['3 months', 3],
    ['1 year', 12],
    ['3 years', 36],
    ['5 years', 60],
    ['10 years', 120],
  ] as const;
  const rows = spans.flatMap(([name, months]): SubPeriod[] => {
    const edge = monthsBefore(end, months);
    let at = days.length - 1;
    while (at >= 0 && days[at]! > edge) at--;
    // A value that is long before the edge belongs to a longer period.
    if (at < 0 || edge - days[at]! > EDGE || at === days.length - 1) return [];
    return [
      annualised({
        ...between(path, benchmark, at, days.length - 1),
        name,
        isWhole: true,
        isAnnual: months > 12,
      }),
    ];
  });
  const whole = between(path, benchmark, 0, days.length - 1);
  const isLong = yearsBetween(days[0]!, end) > 1;
  return [...rows, annualised({ ...whole, name: 'Since the start', isWhole: true, isAnnual: isLong })];
}

function annualised(period: SubPeriod): SubPeriod {
  if (!period.isAnnual) return period;
  const days = (Date.parse(period.to) - Date.parse(period.from)) / 86_400_000;
  const years = days / 365.25;
  return {
    ...period,
    own: compoundAnnual(period.own, years),
    benchmark: period.benchmark === null ? null : compoundAnnual(period.benchmark, years),
  };
}

/** The same day of the month so many months earlier; the last day of the month where it does not exist or ends its month. */
function monthsBefore(day: Day, months: number): Day {
  const [year = 0, month = 0, date = 0] = iso(day).split('-').map(Number);
  const at = year * 12 + (month - 1) - months;
  const [y, m] = [Math.floor(at / 12), (at % 12) + 1];
  const last = addDays(m === 12 ? dayOf(y + 1, 1, 1)! : dayOf(y, m + 1, 1)!, -1);
  const isLast = monthNumber(addDays(day, 1)) !== monthNumber(day);
  return isLast ? last : (dayOf(y, m, date) ?? last);
}

const between = (path: ValuePath, benchmark: ValuePath | null, from: number, to: number) => ({
  from: iso(path.days[from]!),
  to: iso(path.days[to]!),
  own: path.values[to]! / path.values[from]! - 1,
  benchmark: benchmark && benchmark.values[to]! / benchmark.values[from]! - 1,
});
