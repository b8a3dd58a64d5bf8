import type { RiskView } from '../../risk/portfolio/risk-report.ts';
import { dateText } from '../page/dates.ts';
import { grouped, NONE, percent, fractionAsPercent } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import type { PortfolioRiskModel } from './page-model.ts';
import { masthead } from '../page/masthead.ts';
import { table } from '../page/table.ts';

/** Total and active risk of a portfolio. */
export const portfolioSection = ({ risk }: PortfolioRiskModel, simulated: boolean): Markup =>
  html`<section id="portfolio" class="opening">
    ${masthead({
      title: `Portfolio risk, ${dateText(risk.day)}`,
      dateline: `INEC-1, 39 factors · benchmark: ${risk.benchmark}`,
      simulated,
    })}
    <div class="columns">
      ${table<RiskRow>({
        label: 'Risk, total and active',
        rows: RISK_ROWS,
        columns: [
          { head: 'Percent a year', cell: (row) => row.name },
          { head: 'Total', kind: 'number', cell: (row) => row.text(risk.total) },
          { head: 'Active', kind: 'number', cell: (row) => row.text(risk.active) },
        ],
      })}
      <dl class="facts">
        ${fact('Tracking error', percent(risk.active.volatility, 2))}
        ${fact('Beta to the benchmark', grouped(risk.beta, 3))}
        ${fact('Invested', fractionAsPercent(risk.invested, 1))}
        ${fact('Holdings', grouped(risk.total.holdings.length, 0))}
      </dl>
    </div>
    <p class="quiet">
      Forecasts at the close, annualised by √252. Active: portfolio weights minus benchmark weights; their
      volatility is the tracking error. Systematic and specific risk add up as variances, not as volatilities.
      ${cashText(risk.invested)}
    </p>
  </section>`;

interface RiskRow {
  readonly name: Piece;
  readonly text: (view: RiskView) => string;
}

const RISK_ROWS: readonly RiskRow[] = [
  { name: 'Volatility', text: (v) => grouped(v.volatility, 2) },
  { name: 'Systematic, from factors', text: (v) => grouped(v.systematic, 2) },
  { name: 'Specific, from stocks', text: (v) => grouped(v.specific, 2) },
  {
    name: 'Systematic share of variance',
    text: (v) => (v.volatility > 0 ? fractionAsPercent((v.systematic / v.volatility) ** 2) : NONE),
  },
];

const cashText = (invested: number): string =>
  Math.abs(invested - 1) < 5e-5
    ? ''
    : invested < 1
      ? `The remaining ${fractionAsPercent(1 - invested, 1)} is cash without risk.`
      : `The portfolio is leveraged; the borrowing is treated as free of risk.`;

const fact = (name: string, text: Piece): Markup =>
  html`<div>
    <dt>${name}</dt>
    <dd>${text}</dd>
  </div>`;
