import type { Factsheet } from '../../sleeves/factsheet.ts';
import { grouped, orNone, fractionAsPercent, signed } from '../../format/numbers.ts';
import { sectorName } from './sector-name.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';

const LISTED = 10;

/** The ten largest constituents and the sectors, by weight at the date of the factsheet. */
export function holdings({ constituents, sectors, definition, constituentCount }: Factsheet): Markup {
  const largest = constituents.toSorted((a, b) => b.weightNow - a.weightNow).slice(0, LISTED);
  const together = largest.reduce((sum, m) => sum + m.weightNow, 0);
  return html`<h3>Largest constituents</h3>
    ${table<Factsheet['constituents'][number]>({
      label: `Largest constituents of ${definition.title}`,
      rows: largest,
      columns: [
        { head: 'Stock', cell: (m) => html`${m.name}<small>${m.symbol}</small>` },
        { head: 'Sector', cell: (m) => sectorName(m.sector) },
        { head: 'Weight, %', kind: 'number', cell: (m) => grouped(100 * m.weightNow, 2) },
        { head: 'Weight at review, %', kind: 'number', cell: (m) => grouped(100 * m.weight, 2) },
        { head: 'Rank', kind: 'number', cell: (m) => m.rank },
        { head: 'Score', kind: 'number', cell: (m) => orNone(m.score, (s) => signed(s, 3)) },
      ],
      totals: [[`Total, of ${constituentCount}`, null, grouped(100 * together, 2), null, null, null]],
    })}
    <h3>Sectors</h3>
    <p>
      ${sectors.map((s, k) => `${k === 0 ? '' : ', '}${sectorName(s.sector)} ${fractionAsPercent(s.weight, 1)}`)}.
    </p>`;
}
