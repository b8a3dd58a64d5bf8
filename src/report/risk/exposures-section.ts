import { type Factor, INDUSTRIES, STYLES } from '../../risk/factors.ts';
import type { PortfolioRiskReport } from '../../risk/portfolio/risk-report.ts';
import { divergingBar } from '../charts/diverging-bar.ts';
import { FACTOR_NAMES } from '../page/factor-names.ts';
import { grouped, signed } from '../../format/numbers.ts';
import { html, type Markup, unseen } from '../page/markup.ts';
import type { PortfolioRiskModel } from './page-model.ts';
import { table } from '../page/table.ts';

/** Exposures of a portfolio by factor, relative to its benchmark. */
export function exposureSection({ risk }: PortfolioRiskModel): Markup {
  const all = factorRows(risk);
  const of = (factors: readonly Factor[]) => factors.map((f) => all.get(f)!);
  const industries = of(INDUSTRIES).filter((r) => r.portfolio !== 0 || r.active !== 0);
  return html`<section id="exposures" class="dense">
    <h2>Active exposures</h2>
    <h3>Styles</h3>
    ${exposureTable('Exposures to styles', of(STYLES), 'Standard deviations', (x) => x, 2)}
    <p class="quiet">
      In standard deviations across the estimation universe, whose cap-weighted mean is 0. Small size is
      positive for small stocks, low volatility for stocks with low volatility, reversal for stocks that have
      fallen.
    </p>
    <h3>Market and industries</h3>
    ${exposureTable(
      'Exposures to the market and to industries',
      [...of(['MARKET']), ...industries],
      'Percent of weight',
      (x) => 100 * x,
      1,
    )}
    <p class="quiet">
      Industries held by neither portfolio nor benchmark are omitted. A contribution is the part of the
      tracking error due to the exposure; a negative contribution offsets others.
    </p>
  </section>`;
}

interface FactorRow {
  readonly factor: Factor;
  readonly portfolio: number;
  readonly active: number;
  readonly contribution: number;
}

const factorRows = ({ total, active }: PortfolioRiskReport): ReadonlyMap<Factor, FactorRow> =>
  new Map(
    active.factors.map(({ factor, exposure, contribution }, k) => [
      factor,
      { factor, portfolio: total.factors[k]!.exposure, active: exposure, contribution },
    ]),
  );

/** @param scale converts an exposure to the printed unit. */
function exposureTable(
  label: string,
  rows: readonly FactorRow[],
  unit: string,
  scale: (exposure: number) => number,
  decimals: number,
): Markup {
  const full = Math.max(...rows.map((r) => Math.abs(r.active)));
  const together = rows.reduce((sum, r) => sum + r.contribution, 0);
  return table<FactorRow>({
    label,
    look: 'long',
    rows,
    columns: [
      { head: unit, cell: (r) => FACTOR_NAMES[r.factor] },
      {
        head: unseen('Active exposure as a bar'),
        kind: 'figure',
        cell: (r) => divergingBar(r.active, full),
      },
      { head: 'Active', kind: 'number', cell: (r) => signed(scale(r.active), decimals) },
      { head: 'Portfolio', kind: 'number', cell: (r) => grouped(scale(r.portfolio), decimals) },
      { head: 'Benchmark', kind: 'number', cell: (r) => grouped(scale(r.portfolio - r.active), decimals) },
      { head: 'Contribution, % a year', kind: 'number', cell: (r) => signed(r.contribution, 2) },
    ],
    totals: [['Total', null, null, null, null, signed(together, 2)]],
  });
}
