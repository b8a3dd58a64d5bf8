import { divergingBar } from '../charts/diverging-bar.ts';
import { FACTOR_NAMES } from '../page/factor-names.ts';
import { grouped, percent, fractionAsPercent, signed } from '../../format/numbers.ts';
import { html, type Markup, unseen } from '../page/markup.ts';
import type { SleeveExposures } from '../../decision/stocks/sleeve-exposures.ts';
import type { SleeveSheet } from './page-model.ts';
import { table } from '../page/table.ts';

/** Active style exposures of a sleeve by the risk model. */
export function exposures({ exposures: found, sheet }: SleeveSheet): Markup {
  if (!found)
    return html`<h3>Exposures</h3>
      <p>Exposures are not available, because there is no risk model for this date.</p>`;
  const full = Math.max(...found.styles.map((s) => Math.abs(s.exposure)));
  return html`<h3>Exposures by INEC-1</h3>
    ${table<SleeveExposures['styles'][number]>({
      label: `Exposures of ${sheet.definition.title} to styles`,
      look: 'long',
      rows: found.styles,
      columns: [
        { head: 'Standard deviations', cell: (s) => FACTOR_NAMES[s.style] },
        {
          head: unseen('Exposure as a bar'),
          kind: 'figure',
          cell: (s) => divergingBar(s.exposure, full),
        },
        { head: 'Active', kind: 'number', cell: (s) => signed(s.exposure, 2) },
        { head: 'Contribution, % a year', kind: 'number', cell: (s) => signed(s.contribution, 2) },
      ],
    })}
    <p class="quiet">
      Relative to the cap-weighted estimation universe of the model. Annual forecasts: volatility
      ${percent(found.volatility)}, tracking error ${percent(found.trackingError)}, beta
      ${grouped(found.beta, 2)}.
      ${found.covered < 0.9995 && `The model covers ${fractionAsPercent(found.covered, 1)} of the weight.`}
    </p>`;
}
