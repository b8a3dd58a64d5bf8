import type { Factsheet } from '../../sleeves/factsheet.ts';
import type { Period } from '../../sleeves/levels/performance.ts';
import { grouped, orNone, signed } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';

/** One row per sleeve. Periods since inception start on the first date of each sleeve. */
export const summary = (sheets: readonly Factsheet[]): Markup =>
  html`${table<Factsheet>({
      label: 'All sleeves',
      look: 'long',
      rows: sheets,
      columns: [
        { head: 'Sleeve', cell: (s) => s.definition.title },
        { head: 'Constituents', kind: 'number', cell: (s) => s.constituentCount },
        { head: '1 year, %', kind: 'number', cell: (s) => returned(s, '1 year') },
        { head: '5 years, % a year', kind: 'number', cell: (s) => returned(s, '5 years') },
        { head: 'Since inception, %', kind: 'number', cell: (s) => returned(s, 'since inception') },
        {
          head: 'Volatility, %',
          kind: 'number',
          cell: (s) => varied(s, (r) => grouped(100 * r.volatility, 1)),
        },
        { head: 'Beta', kind: 'number', cell: (s) => varied(s, (r) => grouped(r.beta, 2)) },
        { head: 'P/E', kind: 'number', cell: (s) => orNone(s.valuation.pe, (x) => grouped(x, 1)) },
        {
          head: 'Turnover, % a year',
          kind: 'number',
          cell: (s) => orNone(s.annualTurnover, (t) => grouped(100 * t, 0)),
        },
      ],
    })}
    <p class="quiet">Total returns; volatility and beta since inception, which differs between sleeves.</p>`;

const returned = ({ returns }: Factsheet, period: Period): string =>
  orNone(
    returns.find((r) => r.period === period),
    (r) => signed(100 * r.total, 1),
  );

const varied = ({ risk }: Factsheet, text: (risk: Factsheet['risk'][number]) => string): string =>
  orNone(
    risk.find((r) => r.period === 'since inception'),
    text,
  );
