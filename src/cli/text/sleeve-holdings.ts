import { day, displayDay } from '../../market/day.ts';
import { sectorName } from '../../report/factsheet/sector-name.ts';
import type { SleeveHoldings } from '../../sleeves/holdings-on-day.ts';
import { simulatedMark } from './mark.ts';
import { table } from './table.ts';

/** What sleeves held at the close of a day, a table each. */
export function sleeveHoldingsText({ simulated, day: at, sleeves }: SleeveHoldings): string {
  const parts = sleeves.map(({ id, holdings }) =>
    holdings.length === 0
      ? `${id}: nothing was held.\n`
      : `${id}: ${holdings.length} ${holdings.length === 1 ? 'name' : 'names'}
${table(
  ['Name', 'Company', 'Sector', 'Weight, %'],
  holdings.map((h) => [h.symbol, h.name, sectorName(h.sector), (100 * h.weight).toFixed(2)]),
  [3],
)}
`,
  );
  return `${simulatedMark(simulated)}Held at the close of ${displayDay(day(at))}

${parts.join('\n')}`;
}
