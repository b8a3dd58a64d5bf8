import { pairedBars } from './paired-bars.ts';
import { FACTOR_NAMES } from '../../page/factor-names.ts';
import { counted, grouped, signed } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { HedgeModel } from '../hedge/hedge-model.ts';
import type { LookThrough, ContributionsChange, RiskChangeModel } from './risk-change-model.ts';
import { riskTable } from './risk-table.ts';
import { industryFigure } from './industry-figure.ts';
import { largestStocksTable } from './largest-stocks-table.ts';

/** Risk of the opening and of the final portfolio. */
export const riskSection = (change: RiskChangeModel, hedge: HedgeModel): Markup =>
  html`<section id="risk">
    <h2>Risk of the opening and final portfolios</h2>
    ${riskTable(change, hedge)} ${change.lookThrough && lookThrough(change.lookThrough)}
  </section>`;

const lookThrough = ({ ofVolatility, ofTrackingError, stocks, industries }: LookThrough): Markup =>
  html`<h3>Contributions to volatility</h3>
    ${contributionsFigure(ofVolatility, { id: 'volatility-parts', title: 'Contributions to volatility' })}
    <h3>Contributions to tracking error</h3>
    ${contributionsFigure(ofTrackingError, { id: 'tracking-parts', title: 'Contributions to tracking error' })}
    <h3>Active industry weights</h3>
    ${industryFigure(industries)}
    <h3>Largest stock holdings, through all sleeves</h3>
    ${largestStocksTable(stocks)}`;

function contributionsFigure(
  { factors, others, specific }: ContributionsChange,
  figure: { readonly id: string; readonly title: string },
): Markup {
  const rows = [
    ...factors.map((f) => ({ ...f, row: FACTOR_NAMES[f.factor] })),
    ...(others.count > 0 ? [{ ...others, row: counted(others.count, 'other factor') }] : []),
    { ...specific, row: 'Specific (stocks)' },
  ];
  return html`<figure>
    ${pairedBars({ rows, text: (x) => signed(x, 2), unit: '%', left: { page: 170, phone: 122 } }, figure)}
    <figcaption>
      ${specific.opening !== null && 'Grey: opening. Blue: final. '}Percent a year; the final contributions
      sum to ${grouped(sumOf(rows), 2)}. A negative contribution offsets others.
    </figcaption>
  </figure>`;
}

const sumOf = (rows: readonly { readonly final: number }[]): number =>
  rows.reduce((sum, r) => sum + r.final, 0);
