import type { MonthsOfYear, TearSheet } from '../../backtest/statistics/tear-sheet.ts';
import type { SubPeriod } from '../../backtest/statistics/sub-periods.ts';
import { grouped, NONE, signed } from '../../format/numbers.ts';
import { dateText } from '../page/dates.ts';
import { heat } from '../page/heat.ts';
import { html, type Markup } from '../page/markup.ts';
import { type Column, table } from '../page/table.ts';
import { returnText } from './figure-text.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Trailing periods, calendar and financial years, and months. */
export const yearsSection = (sheet: TearSheet): Markup =>
  html`<section id="years">
    <h2>Returns by period</h2>
    <h3>To ${dateText(sheet.to)}</h3>
    ${periods('Trailing returns', sheet.trailing, sheet.benchmark !== null, (p) => (p.isAnnual ? `${p.name}, a year` : p.name))}
    <h3>Calendar years</h3>
    ${periods('Returns by calendar year', sheet.calendarYears, sheet.benchmark !== null, partText)}
    <h3>Financial years, April to March</h3>
    ${periods('Returns by financial year', sheet.financialYears, sheet.benchmark !== null, partText)}
    ${sheet.months.length > 0 && monthTable(sheet.months)}
  </section>`;

/** Trailing periods, financial years and months: what a committee reads every month. */
export const periodsSection = (sheet: TearSheet): Markup =>
  html`<section id="periods">
    <h2>Returns by period</h2>
    ${periods('Trailing returns', sheet.trailing, sheet.benchmark !== null, (p) => (p.isAnnual ? `${p.name}, a year` : p.name))}
    <h3>Financial years, April to March</h3>
    ${periods('Returns by financial year', sheet.financialYears, sheet.benchmark !== null, partText)}
    ${sheet.months.length > 0 && monthTable(sheet.months)}
  </section>`;

const partText = (p: SubPeriod): string => (p.isWhole ? p.name : `${p.name}, part`);

const periods = (
  label: string,
  rows: readonly SubPeriod[],
  hasBenchmark: boolean,
  name: (p: SubPeriod) => string,
): Markup =>
  table<SubPeriod>({
    label,
    rows,
    columns: [
      { head: 'Period', cell: name },
      { head: 'From', kind: 'unbroken', cell: (p) => dateText(p.from) },
      { head: 'To', kind: 'unbroken', cell: (p) => dateText(p.to) },
      { head: 'Return', kind: 'number', cell: (p) => returnText(p.own) },
      ...(hasBenchmark
        ? [
            { head: 'Benchmark', kind: 'number', cell: (p) => returnText(p.benchmark) } as Column<SubPeriod>,
            {
              head: 'Difference, points',
              kind: 'number',
              cell: (p) => (p.benchmark === null ? NONE : signed(100 * (p.own - p.benchmark), 2)),
            } as Column<SubPeriod>,
          ]
        : []),
    ],
  });

function monthTable(rows: readonly MonthsOfYear[]): Markup {
  const full = rows.flatMap((r) => r.months).reduce<number>((most, m) => Math.max(most, Math.abs(m ?? 0)), 0);
  return html`<h3>Months, %</h3>
    <div class="heat-map">
      ${table<MonthsOfYear>({
        label: 'Monthly returns in percent',
        rows,
        look: 'long',
        narrow: 'scroll',
        columns: [
          { head: 'Year', cell: (r) => String(r.year) },
          ...MONTHS.map((head, m): Column<MonthsOfYear> => ({
            head,
            kind: 'number',
            cell: (r) => {
              const value = r.months[m] ?? null;
              return value === null ? '' : heat(grouped(100 * value, 1), value, full);
            },
          })),
        ],
      })}
    </div>
    <p class="quiet">Whole months only; shaded by size, gains blue, losses rust.</p>`;
}
