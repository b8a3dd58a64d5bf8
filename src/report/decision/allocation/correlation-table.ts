import { POSITION_NAMES } from '../../page/names.ts';
import { grouped } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { ScoredSleeve, ScoresModel } from './scores-model.ts';
import { heat } from '../../page/heat.ts';
import { type Column, table } from '../../page/table.ts';

/** The lower triangle of the correlation matrix, shaded from the lowest to the highest correlation. */
export function correlationTable({ sleeves, correlations }: ScoresModel): Markup {
  const pairs = correlations.flatMap((row, i) => row.slice(0, i));
  if (pairs.length === 0) return html`<p>There is only one sleeve.</p>`;
  const [least, most] = [Math.min(...pairs), Math.max(...pairs)];
  // Slightly more than the range, so that equal correlations are not all shaded at full depth.
  const full = most - least + 0.05;
  const columns = sleeves.slice(0, -1).map(({ id }, j): Column<ScoredSleeve> => ({
    head: POSITION_NAMES[id],
    kind: 'number',
    cell: (s) => {
      const i = sleeves.indexOf(s);
      const c = correlations[i]![j]!;
      return j < i && heat(grouped(c, 2), c - least, full);
    },
  }));
  return html`<div class="heat-map">
      ${table<ScoredSleeve>({
        label: 'Correlations of the sleeves',
        narrow: 'scroll',
        rows: sleeves.slice(1),
        columns: [{ head: 'Sleeve', cell: (s) => POSITION_NAMES[s.id] }, ...columns],
      })}
    </div>
    <p class="quiet">
      Forecast correlations of daily returns; a deeper shade marks a higher correlation. All sleeves hold
      equities, so all are correlated through the market.
    </p>`;
}
