import type { FactorTrackRecord } from '../../risk/diagnostics/factor-track-record.ts';
import { FACTOR_NAMES } from '../page/factor-names.ts';
import { grouped, orNone, fractionAsPercent, signed } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';

/** Return, volatility and daily significance of each factor. */
export const factorSection = (factors: readonly FactorTrackRecord[]): Markup =>
  html`<section id="factors">
    <h2>Factor returns and volatilities</h2>
    ${table<FactorTrackRecord>({
      label: 'Factor returns and volatilities',
      look: 'long',
      rows: factors,
      columns: [
        { head: 'Factor', cell: (f) => FACTOR_NAMES[f.factor] },
        { head: 'Code', kind: 'unbroken', cell: (f) => html`<span class="quiet">${f.factor}</span>` },
        { head: 'Sessions', kind: 'number', cell: (f) => grouped(f.sessions, 0) },
        {
          head: 'Return, % a year',
          kind: 'number',
          cell: (f) => orNone(f.annualReturn, (x) => signed(100 * x, 1)),
        },
        {
          head: 'Volatility, % a year',
          kind: 'number',
          cell: (f) => orNone(f.annualVolatility, (x) => grouped(100 * x, 1)),
        },
        { head: 'Ratio', kind: 'number', cell: (f) => orNone(f.sharpe, (x) => signed(x, 2)) },
        {
          head: '|t| above 2',
          kind: 'number',
          cell: (f) => orNone(f.fractionSignificant, (x) => fractionAsPercent(x)),
        },
      ],
    })}
    <p class="quiet">
      Daily means × 252 and standard deviations × √252. A factor return is that of one unit of exposure to the
      factor and none to the others, before costs; it is not investable. Its volatility contains the
      estimation error of the factor return; the export (factor_volatility) has forecasts of the factor alone
      and of its pure portfolio. |t| above 2: fraction of sessions on which the return differs significantly
      from 0; 5 % are expected by chance. Ratio: return over volatility.
    </p>
  </section>`;
