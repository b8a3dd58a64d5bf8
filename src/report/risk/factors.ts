import type { FactorRecord } from '../../risk/diagnostics/factor-track-record.ts';
import { FACTOR_NAMES } from '../page/factor-names.ts';
import { grouped, orNone, share, signed } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';

/** What each factor has returned, how much it varied, and whether it was there on a day. */
export const factorSection = (factors: readonly FactorRecord[]): Markup =>
  html`<section id="factors" class="new-page">
    <h2>Factor returns and volatilities</h2>
    ${table<FactorRecord>({
      label: 'Factor returns and volatilities',
      look: 'long',
      rows: factors,
      columns: [
        { head: 'Factor', cell: (f) => FACTOR_NAMES[f.factor] },
        { head: 'Code', kind: 'unbroken', cell: (f) => html`<span class="quiet">${f.factor}</span>` },
        { head: 'Sessions', kind: 'number', cell: (f) => grouped(f.sessions, 0) },
        { head: 'Return, %', kind: 'number', cell: (f) => orNone(f.annualReturn, (x) => signed(100 * x, 1)) },
        {
          head: 'Volatility, %',
          kind: 'number',
          cell: (f) => orNone(f.annualVolatility, (x) => grouped(100 * x, 1)),
        },
        { head: 'Ratio', kind: 'number', cell: (f) => orNone(f.sharpe, (x) => signed(x, 2)) },
        { head: '|t| above 2', kind: 'number', cell: (f) => orNone(f.shareSignificant, (x) => share(x)) },
      ],
    })}
    <p class="quiet">
      Daily means × 252 and deviations × √252. A factor’s return is that of one unit of exposure with none to
      the others, before costs; no one earned it. |t| above 2: share of sessions on which it can be told from
      0; 5 % would be by chance. Ratio: return over volatility.
    </p>
  </section>`;
