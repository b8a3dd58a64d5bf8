import { grouped, orNone } from '../../../format/numbers.ts';
import { day, displayDay } from '../../../market/day.ts';
import type { SleevesCompared } from '../../../sleeves/compare.ts';
import type { SleeveList } from '../../../sleeves/overview.ts';
import { positionName } from '../../../report/page/names.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { table } from '../layout/table.ts';

const percent = (x: number | null | undefined, places = 1): string =>
  x === null || x === undefined ? '–' : grouped(100 * x, places);
const date = (iso: string | null): string => (iso === null ? '–' : displayDay(day(iso)));
const level = (x: number | null): string => (x === null ? '–' : grouped(x, 2));

/** All sleeves, a line each. */
export function sleeveListText({ simulated, sleeves }: SleeveList): string {
  const rows = sleeves.map((s) => [
    positionName(s.id),
    s.referenceIndex ?? 'our own rules',
    date(s.first),
    date(s.last),
    String(s.constituents),
    String(s.reviews),
    String(s.infeasible),
    level(s.price),
    level(s.total),
    percent(s.totalReturn),
    percent(s.volatility),
    percent(s.turnover, 0),
  ]);
  const head = [
    'Sleeve',
    'Rules of',
    'From',
    'To',
    'Stocks',
    'Reviews',
    'Infeasible',
    'Level',
    'With dividends',
  ];
  return `${simulatedMark(simulated)}Base level 1,000; total return, volatility and one-way turnover in percent a year

${table([...head, 'Return', 'Volatility', 'Turnover'], rows, [4, 5, 6, 7, 8, 9, 10, 11])}
`;
}

/** Sleeves compared over one period. */
export function comparisonText(c: SleevesCompared): string {
  const rows = c.sleeves.map(({ id, figures: f }) => [
    positionName(id),
    percent(f?.totalReturn),
    percent(f?.priceReturn),
    percent(f?.volatility),
    percent(f?.maximumDrawdown),
    percent(f?.turnover, 0),
  ]);
  const ids = c.sleeves.map((s) => s.id);
  const correlations = c.sleeves.map(({ id, correlations: of }, k) => [
    positionName(id),
    ...ids.map((other, j) => (j > k ? '' : orNone(of[other], (x) => grouped(x, 2)))),
  ]);
  const columns = ids.map((_, k) => k + 1);
  const none =
    c.withoutLevels.length > 0
      ? `\nNo constituents yet: ${c.withoutLevels.map(positionName).join(', ')}\n`
      : '';
  return `${simulatedMark(c.simulated)}${date(c.from)} to ${date(c.to)}; percent a year, except maximum drawdown

${table(['Sleeve', 'Total return', 'Price return', 'Volatility', 'Maximum drawdown', 'Turnover'], rows, [1, 2, 3, 4, 5])}

Correlations of daily total returns
${table(
  ['', ...ids.map((_, k) => String(k + 1))],
  correlations.map(([id, ...r], k) => [`${k + 1} ${id}`, ...r]),
  columns,
)}
${none}`;
}
