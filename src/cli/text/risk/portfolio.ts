import { grouped, signed } from '../../../format/numbers.ts';
import { day, displayDay } from '../../../market/day.ts';
import type { Problem } from '../../../market/problem.ts';
import type { PortfolioRiskReport } from '../../../risk/portfolio/risk-report.ts';
import { problemText } from '../layout/problem.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { table } from '../layout/table.ts';

/** Number of factors and holdings listed; `--json` has all. */
const LISTED = 12;

/** A portfolio's risk on one screen: totals, then the largest contributions. */
export function portfolioRiskText(
  r: PortfolioRiskReport & { readonly simulated: boolean },
  problems: readonly Problem[],
): string {
  const totals = [
    ['Volatility', r.total.volatility, r.active.volatility],
    ['  systematic', r.total.systematic, r.active.systematic],
    ['  specific', r.total.specific, r.active.specific],
  ] as const;
  const bySize = <T extends { readonly contribution: number }>(list: readonly T[]): T[] =>
    [...list].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)).slice(0, LISTED);
  const factors = bySize(r.active.factors).map((f) => [
    f.factor,
    signed(f.exposure, 3),
    signed(f.contribution, 3),
  ]);
  const holdings = bySize(r.total.holdings).map((h) => [
    h.symbol,
    grouped(100 * h.weight, 2),
    signed(h.contribution, 3),
  ]);
  return `${simulatedMark(r.simulated)}${problems.map((p) => `${problemText(p)}\n\n`).join('')}INEC-1 risk as of ${displayDay(day(r.day))}, percent a year (daily × √252)

${table(
  ['', 'Total', 'Active'],
  totals.map(([name, a, b]) => [name, grouped(a, 2), grouped(b, 2)]),
  [1, 2],
)}

Beta ${grouped(r.beta, 3)} to ${r.benchmark}; invested ${grouped(100 * r.invested, 2)} %

Largest contributions to active risk, by factor (specific: ${signed(r.active.specificContribution, 3)})
${table(['Factor', 'Active exposure', 'Contribution'], factors, [1, 2])}

Largest contributions to total risk, by holding
${table(['Holding', 'Weight, %', 'Contribution'], holdings, [1, 2])}
`;
}
