import { grouped } from '../../../format/numbers.ts';
import { day, displayDay } from '../../../market/day.ts';
import { sectorName } from '../../../report/factsheet/sector-name.ts';
import type { SleeveHoldings } from '../../../sleeves/holdings-on-day.ts';
import { positionName } from '../../../report/page/names.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { table } from '../layout/table.ts';

/** Holdings of sleeves at a close, a table each. */
export function sleeveHoldingsText({ simulated, day: at, sleeves }: SleeveHoldings): string {
  const parts = sleeves.map(({ id, holdings }) =>
    holdings.length === 0
      ? `${positionName(id)}: no holdings.\n`
      : `${positionName(id)}: ${holdings.length} ${holdings.length === 1 ? 'stock' : 'stocks'}
${table(
  ['Symbol', 'Name', 'Sector', 'Weight, %'],
  holdings.map((h) => [h.symbol, h.name, sectorName(h.sector), grouped(100 * h.weight, 2)]),
  [3],
)}
`,
  );
  return `${simulatedMark(simulated)}Holdings at the close of ${displayDay(day(at))}

${parts.join('\n')}`;
}
