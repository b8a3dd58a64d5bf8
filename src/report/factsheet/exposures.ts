import { divergingBar } from '../charts/diverging-bar.ts';
import { FACTOR_NAMES } from '../page/factor-names.ts';
import { grouped, percent, share, signed } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { SleeveExposures, SleeveSheet } from './factsheet.ts';
import { table } from '../page/table.ts';

/** What a sleeve leans to by the risk model, style by style. */
export function exposures({ exposures: found, sheet }: SleeveSheet): Markup {
  if (!found)
    return html`<h3>Exposures</h3>
      <p>No risk model of this day was at hand, so its exposures are not told.</p>`;
  const full = Math.max(...found.styles.map((s) => Math.abs(s.exposure)));
  return html`<h3>Exposures by INEC-1</h3>
    ${table<SleeveExposures['styles'][number]>({
      label: `Exposures of ${sheet.definition.title} to styles`,
      look: 'long',
      rows: found.styles,
      columns: [
        { head: 'In deviations', cell: (s) => FACTOR_NAMES[s.style] },
        { head: '', kind: 'figure', cell: (s) => divergingBar(s.exposure, full) },
        { head: 'Active', kind: 'number', cell: (s) => signed(s.exposure, 2) },
        { head: 'Contribution, % a year', kind: 'number', cell: (s) => signed(s.contribution, 2) },
      ],
    })}
    <p class="quiet">
      Against the model’s estimation universe by capitalisation. Forecast a year: volatility
      ${percent(found.volatility)}, tracking error ${percent(found.trackingError)}, beta
      ${grouped(found.beta, 2)}.
      ${found.covered < 0.9995 && `The model covers ${share(found.covered, 1)} of the weight.`}
    </p>`;
}
