import type { PortfolioRiskReport } from '../../../risk/risk-report.ts';
import { counted, grouped, signed } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../../markup.ts';
import type { RiskyPortfolio } from '../../model/risk.ts';
import { table } from '../table.ts';

const LISTED = 15;

/** The companies that active risk comes from, held or only in the benchmark. */
export function holdingSection({ risk }: RiskyPortfolio): Markup {
  const all = holdingRows(risk);
  const [listed, others] = [all.slice(0, LISTED), all.slice(LISTED)];
  const sum = (rows: readonly HoldingRow[]) => rows.reduce((total, r) => total + r.contribution, 0);
  return html`<section id="holdings">
    <h2>The companies that it comes from</h2>
    ${table<HoldingRow>({
      label: 'Contributions of companies to active risk',
      look: 'long',
      rows: listed,
      columns: [
        { head: 'Company', cell: (r) => r.symbol },
        { head: 'Weight, %', kind: 'number', cell: (r) => grouped(100 * r.weight, 2) },
        { head: 'Active, %', kind: 'number', cell: (r) => signed(100 * r.active, 2) },
        { head: 'Contribution, % a year', kind: 'number', cell: (r) => signed(r.contribution, 2) },
        { head: 'A point more adds, bp', kind: 'number', cell: (r) => signed(r.marginal, 1) },
      ],
      sums: [
        ...(others.length === 0
          ? []
          : [sumRow(counted(others.length, 'other company', 'other companies'), sum(others))]),
        sumRow('Tracking error', risk.active.volatility),
      ],
    })}
    <p class="quiet">
      The largest contributions to the tracking error first, with companies that only the benchmark holds. The
      last column is what a percentage point more of the company, from cash, would add to it, in hundredths of
      a percentage point.
    </p>
  </section>`;
}

const sumRow = (name: string, contribution: number): readonly Piece[] => [
  name,
  null,
  null,
  signed(contribution, 2),
  null,
];

interface HoldingRow {
  readonly symbol: string;
  readonly weight: number;
  readonly active: number;
  readonly contribution: number;
  readonly marginal: number;
}

function holdingRows({ total, active }: PortfolioRiskReport): HoldingRow[] {
  const held = new Map(total.holdings.map((h) => [h.isin, h.weight]));
  return active.holdings
    .map(({ isin, symbol, weight, contribution, marginal }) => ({
      symbol,
      weight: held.get(isin) ?? 0,
      active: weight,
      contribution,
      marginal,
    }))
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}
