import { day, displayDay } from '../../market/day.ts';
import type { SleevesCompared } from '../../sleeves/compare.ts';
import type { SleeveList } from '../../sleeves/overview.ts';
import { simulatedMark } from './mark.ts';
import { table } from './table.ts';

const percent = (x: number | null | undefined, places = 1): string =>
  x === null || x === undefined ? '–' : (100 * x).toFixed(places).replace('-', '−');
const date = (iso: string | null): string => (iso === null ? '–' : displayDay(day(iso)));
const level = (x: number | null): string =>
  x === null ? '–' : x.toLocaleString('en-IN', { maximumFractionDigits: 2, minimumFractionDigits: 2 });

/** All sleeves, a line each. */
export function sleeveListText({ simulated, sleeves }: SleeveList): string {
  const rows = sleeves.map((s) => [
    s.id,
    s.follows ?? 'our own',
    date(s.first),
    date(s.last),
    String(s.members),
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
    'Rule of',
    'From',
    'To',
    'Held',
    'Reviews',
    'Not feasible',
    'Level',
    'With dividends',
  ];
  return `${simulatedMark(simulated)}Base 1,000; total return, volatility and one-way turnover in percent a year

${table([...head, 'Return', 'Volatility', 'Turnover'], rows, [4, 5, 6, 7, 8, 9, 10, 11])}
`;
}

/** Sleeves side by side over one period. */
export function comparisonText(c: SleevesCompared): string {
  const rows = c.sleeves.map(({ id, figures: f }) => [
    id,
    percent(f?.totalReturn),
    percent(f?.priceReturn),
    percent(f?.volatility),
    percent(f?.drawdown),
    percent(f?.turnover, 0),
  ]);
  const ids = c.sleeves.map((s) => s.id);
  const correlations = c.sleeves.map(({ id, correlations: of }, k) => [
    id,
    ...ids.map((other, j) => (j > k ? '' : (of[other]?.toFixed(2).replace('-', '−') ?? '–'))),
  ]);
  const columns = ids.map((_, k) => k + 1);
  const none = c.withoutLevels.length > 0 ? `\nWithout members so far: ${c.withoutLevels.join(', ')}\n` : '';
  return `${simulatedMark(c.simulated)}${date(c.from)} to ${date(c.to)}; percent, a year but for the fall

${table(['Sleeve', 'Total return', 'Price return', 'Volatility', 'Deepest fall', 'Turnover'], rows, [1, 2, 3, 4, 5])}

Correlations of daily total returns
${table(
  ['', ...ids.map((_, k) => String(k + 1))],
  correlations.map(([id, ...r], k) => [`${k + 1} ${id}`, ...r]),
  columns,
)}
${none}`;
}
