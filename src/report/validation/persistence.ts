import { type Regime, REGIMES } from '../../../regimes/regime.ts';
import type { Evidence } from '../../validation/regimes/result.ts';
import { REGIME_NAMES } from '../page/names.ts';
import { grouped, NONE, orNone, share } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { regimeLabel } from '../page/label.ts';
import { type Column, table } from '../page/table.ts';

/** How long labels last and what follows them. */
export const persistenceSection = ({
  transitions: { probability, count, meanDuration, share: shares },
}: Evidence): Markup =>
  html`<section id="persistence">
    <h2>How labels last and what follows them</h2>
    ${table<Regime>({
      label: 'Labels of the month after, by label',
      rows: REGIMES,
      columns: [
        { head: 'Label', cell: regimeLabel },
        { head: 'Of all months', kind: 'number', cell: (r) => share(shares[r]) },
        ...REGIMES.map((to): Column<Regime> => ({
          head: `Then ${REGIME_NAMES[to].toLowerCase()}`,
          kind: 'number',
          cell: (from) =>
            REGIMES.every((r) => count[from][r] === 0)
              ? NONE
              : html`${share(probability[from][to])}<small>${grouped(count[from][to], 0)}</small>`,
        })),
        {
          head: 'Mean length, months',
          kind: 'number',
          cell: (r) => orNone(meanDuration[r], (months) => grouped(months, 1)),
        },
      ],
    })}
    <p class="quiet">
      TRRM’s labels: the share of months followed by each label, with their number below. The mean length
      leaves out the first and the last run, which the period cuts short.
    </p>
  </section>`;
