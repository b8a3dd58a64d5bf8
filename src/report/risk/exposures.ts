import { type Factor, INDUSTRIES, STYLES } from '../../risk/factors.ts';
import type { PortfolioRiskReport } from '../../risk/portfolio/risk-report.ts';
import { divergingBar } from '../charts/diverging-bar.ts';
import { FACTOR_NAMES } from '../page/factor-names.ts';
import { grouped, signed } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { RiskyPortfolio } from './risk.ts';
import { table } from '../page/table.ts';

/** What a portfolio leans to, factor by factor, against its benchmark. */
export function exposureSection({ risk }: RiskyPortfolio): Markup {
  const all = factorRows(risk);
  const of = (factors: readonly Factor[]) => factors.map((f) => all.get(f)!);
  const industries = of(INDUSTRIES).filter((r) => r.portfolio !== 0 || r.active !== 0);
  return html`<section id="exposures" class="new-page dense">
    <h2>Active exposures</h2>
    <h3>Styles</h3>
    ${exposureTable('Exposures to styles', of(STYLES), 'in deviations', (x) => x, 2)}
    <p class="quiet">
      A deviation is that of all companies in the estimation universe; the universe by capitalisation stands
      at 0. Small size is positive for small companies, low volatility for steady ones, reversal for those
      that have fallen.
    </p>
    <h3>Market and industries</h3>
    ${exposureTable(
      'Exposures to the market and to industries',
      [...of(['MARKET']), ...industries],
      'in % of weight',
      (x) => 100 * x,
      1,
    )}
    <p class="quiet">
      Industries that neither side holds are left out. A contribution is the part of the tracking error that
      the exposure accounts for; a negative one offsets other bets.
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

/** `scale` makes of an exposure what is printed. */
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
      { head: '', kind: 'figure', cell: (r) => divergingBar(r.active, full) },
      { head: 'Active', kind: 'number', cell: (r) => signed(scale(r.active), decimals) },
      { head: 'Portfolio', kind: 'number', cell: (r) => grouped(scale(r.portfolio), decimals) },
      { head: 'Benchmark', kind: 'number', cell: (r) => grouped(scale(r.portfolio - r.active), decimals) },
      { head: 'Contribution, % a year', kind: 'number', cell: (r) => signed(r.contribution, 2) },
    ],
    sums: [['Together', null, null, null, null, signed(together, 2)]],
  });
}
