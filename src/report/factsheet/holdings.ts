import type { Factsheet } from '../../sleeves/factsheet.ts';
import { grouped, orNone, share, signed } from '../../format/numbers.ts';
import { sectorName } from './sector-name.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';

const LISTED = 10;

/** The ten largest names and the sectors, by their weights at the sheet's close. */
export function holdings({ members, sectors, definition, names }: Factsheet): Markup {
  const largest = members.toSorted((a, b) => b.weightNow - a.weightNow).slice(0, LISTED);
  const together = largest.reduce((sum, m) => sum + m.weightNow, 0);
  return html`<h3>Largest names</h3>
    ${table<Factsheet['members'][number]>({
      label: `Largest names of ${definition.title}`,
      rows: largest,
      columns: [
        { head: 'Company', cell: (m) => html`${m.name}<small>${m.symbol}</small>` },
        { head: 'Sector', cell: (m) => sectorName(m.sector) },
        { head: 'Weight, %', kind: 'number', cell: (m) => grouped(100 * m.weightNow, 2) },
        { head: 'At the review', kind: 'number', cell: (m) => grouped(100 * m.weight, 2) },
        { head: 'Rank', kind: 'number', cell: (m) => m.rank },
        { head: 'Score', kind: 'number', cell: (m) => orNone(m.score, (s) => signed(s, 3)) },
      ],
      sums: [[`Together, of ${names}`, null, grouped(100 * together, 2), null, null, null]],
    })}
    <h3>Sectors</h3>
    <p>${sectors.map((s, k) => `${k === 0 ? '' : ', '}${sectorName(s.sector)} ${share(s.weight, 1)}`)}.</p>`;
}
