import { POSITION_NAMES } from '../../page/names.ts';
import { grouped } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { ScoredSleeve, ScoresModel } from './scores.ts';
import { heat } from '../../page/heat.ts';
import { type Column, table } from '../../page/table.ts';

/** Correlations as a map: the lower half, shaded from the least to the greatest of them. */
export function correlationTable({ sleeves, correlations }: ScoresModel): Markup {
  const pairs = correlations.flatMap((row, i) => row.slice(0, i));
  if (pairs.length === 0) return html`<p>There is one sleeve only.</p>`;
  const [least, most] = [Math.min(...pairs), Math.max(...pairs)];
  // A step more than the span, so that the least is not of the greatest's depth where all are alike.
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
        rows: sleeves.slice(1),
        columns: [{ head: '', cell: (s) => POSITION_NAMES[s.id] }, ...columns],
      })}
    </div>
    <p class="quiet">
      Of daily returns, as the model forecasts them; the deeper, the more alike two sleeves move. All hold
      shares, so all move with the market.
    </p>`;
}
