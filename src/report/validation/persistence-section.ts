import { type Regime, REGIMES } from '../../../regimes/regime.ts';
import type { RegimeValidation } from '../../validation/regimes/result.ts';
import { REGIME_NAMES } from '../page/names.ts';
import { grouped, NONE, orNone, fractionAsPercent } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { regimeLabel } from '../page/label.ts';
import { type Column, table } from '../page/table.ts';

/** Duration of labels and transitions between them. */
export const persistenceSection = ({
  transitions: { probability, count, meanDuration, frequency },
}: RegimeValidation): Markup =>
  html`<section id="persistence">
    <h2>Persistence and transitions</h2>
    ${table<Regime>({
      label: 'Label of the following month, by label',
      rows: REGIMES,
      columns: [
        { head: 'Label', cell: regimeLabel },
        { head: 'Fraction of months', kind: 'number', cell: (r) => fractionAsPercent(frequency[r]) },
        ...REGIMES.map((to): Column<Regime> => ({
          head: `Then ${REGIME_NAMES[to].toLowerCase()}`,
          kind: 'number',
          cell: (from) =>
            REGIMES.every((r) => count[from][r] === 0)
              ? NONE
              : html`${fractionAsPercent(probability[from][to])}<small
                    >${grouped(count[from][to], 0)}</small
                  >`,
        })),
        {
          head: 'Mean duration, months',
          kind: 'number',
          cell: (r) => orNone(meanDuration[r], (months) => grouped(months, 1)),
        },
      ],
    })}
    <p class="quiet">
      TRRM’s labels: fraction and number of months followed by each label. The mean duration excludes the
      first and the last run, which the period truncates.
    </p>
  </section>`;
