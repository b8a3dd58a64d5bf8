import type { PortfolioRiskReport } from '../../risk/portfolio/risk-report.ts';
import { counted, grouped, signed } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import type { PortfolioRiskModel } from './page-model.ts';
import { table } from '../page/table.ts';

const LISTED = 15;

/** Contributions of stocks to active risk, held or only in the benchmark. */
export function holdingSection({ risk }: PortfolioRiskModel): Markup {
  const rows = holdingRows(risk);
  return html`<section id="holdings">
    <h2>Contributions by stock</h2>
    ${
      rows.length === 0
        ? html`<p>All weights equal those of the benchmark.</p>`
        : holdingTable(rows, risk.active.volatility)
    }
  </section>`;
}

function holdingTable(rows: readonly HoldingRow[], trackingError: number): Markup {
  const others = rows.slice(LISTED);
  const together = others.reduce((sum, r) => sum + r.contribution, 0);
  return html`${table<HoldingRow>({
      label: 'Contributions of stocks to active risk',
      look: 'long',
      rows: rows.slice(0, LISTED),
      columns: [
        { head: 'Stock', cell: (r) => r.symbol },
        { head: 'Weight, %', kind: 'number', cell: (r) => grouped(100 * r.weight, 2) },
        { head: 'Active, %', kind: 'number', cell: (r) => signed(100 * r.active, 2) },
        { head: 'Contribution, % a year', kind: 'number', cell: (r) => signed(r.contribution, 2) },
        { head: 'Marginal, bp per point', kind: 'number', cell: (r) => signed(r.marginal, 1) },
      ],
      totals: [
        ...(others.length === 0
          ? []
          : [sumRow(counted(others.length, 'other stock', 'other stocks'), together)]),
        sumRow('Tracking error', trackingError),
      ],
    })}
    <p class="quiet">
      Sorted by absolute contribution to the tracking error, including stocks held only by the benchmark.
      Marginal: change of the tracking error in basis points if the weight rises by one percentage point,
      financed from cash.
    </p>`;
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
