import { pairedBars } from './paired-bars.ts';
import { FACTOR_NAMES } from '../../page/factor-names.ts';
import { counted, grouped, signed } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { LookThrough, PartsChange, RiskChangeModel } from './risk-change.ts';
import { riskTable } from './risk-table.ts';
import { industryFigure } from './industries.ts';
import { shareTable } from './stock-table.ts';

/** The risk of what is held and of what is to be held. */
export const riskSection = (change: RiskChangeModel): Markup =>
  html`<section id="risk">
    <h2>Risk before and after</h2>
    ${riskTable(change)} ${change.lookThrough && lookThrough(change.lookThrough)}
  </section>`;

const lookThrough = ({ ofVolatility, ofTrackingError, shares, industries }: LookThrough): Markup =>
  html`<h3>Where volatility comes from</h3>
    ${partsFigure(ofVolatility, { id: 'volatility-parts', title: 'Parts of the volatility' })}
    <h3>Where the tracking error comes from</h3>
    ${partsFigure(ofTrackingError, { id: 'tracking-parts', title: 'Parts of the tracking error' })}
    <h3>Industries, less the market’s weights</h3>
    ${industryFigure(industries)}
    <h3>The largest shares, through all sleeves</h3>
    ${shareTable(shares)}`;

function partsFigure(
  { factors, others, specific }: PartsChange,
  figure: { readonly id: string; readonly title: string },
): Markup {
  const rows = [
    ...factors.map((f) => ({ ...f, row: FACTOR_NAMES[f.factor] })),
    ...(others.count > 0 ? [{ ...others, row: counted(others.count, 'other factor') }] : []),
    { ...specific, row: 'Single shares' },
  ];
  return html`<figure>
    ${pairedBars({ rows, text: (x) => signed(x, 2), left: { page: 170, phone: 122 } }, figure)}
    <figcaption>
      ${specific.before !== null && 'Grey: before. Blue: after. '}Percent a year; the parts after sum to
      ${grouped(sumOf(rows), 2)}. A bar to the left offsets other parts.
    </figcaption>
  </figure>`;
}

const sumOf = (rows: readonly { readonly after: number }[]): number =>
  rows.reduce((sum, r) => sum + r.after, 0);
