import { grouped, signed } from '../../../format/numbers.ts';
import { displayDay } from '../../../market/day.ts';
import type { RiskDiagnostics } from '../../../risk/diagnostics/diagnose.ts';
import { simulatedMark } from '../layout/simulated-mark.ts';
import { table } from '../layout/table.ts';

const two = (x: number | null | undefined): string => (x === null || x === undefined ? '–' : grouped(x, 2));
const percent = (x: number | null): string => (x === null ? '–' : signed(100 * x, 1));

/** The model's accuracy on one screen: fit, factors, styles, and bias of its forecasts. */
export function diagnosticsText(d: RiskDiagnostics, simulated: boolean): string {
  if (d.span === null) return 'The model has no sessions.\n';
  const fit = d.fit.map((f) => [
    String(f.year),
    String(f.sessions),
    f.stocks.toFixed(0),
    two(f.rSquared),
    two(f.adjustedRSquared),
  ]);
  const factors = d.factors
    .filter((f) => f.sessions > 0)
    .map((f) => [
      f.factor,
      percent(f.annualReturn),
      f.annualVolatility === null ? '–' : (100 * f.annualVolatility).toFixed(1),
      two(f.sharpe),
      f.fractionSignificant === null ? '–' : (100 * f.fractionSignificant).toFixed(0),
    ]);
  const styles = d.styles.map((s) => [
    s.style,
    two(s.vif?.mean),
    two(s.vif?.worst),
    two(s.stability),
    s.rating ?? '–',
    s.fractionImputed === null ? '–' : (100 * s.fractionImputed).toFixed(0),
  ]);
  const bias = d.bias.map(({ family, horizon, tests, summary }) => [
    family,
    String(horizon),
    String(tests.length),
    ...(summary
      ? [
          two(summary.bias),
          (100 * summary.fractionInBand).toFixed(0),
          summary.coveragePValue < 0.01 ? '< 0.01' : summary.coveragePValue.toFixed(2),
          two(summary.mrad),
          two(summary.q),
          two(summary.qlike),
        ]
      : ['–', '–', '–', '–', '–', '–']),
  ]);
  return `${simulatedMark(simulated)}INEC-1, ${displayDay(d.span.from)} to ${displayDay(d.span.to)}, ${d.sessions} sessions

Fit of the daily regression
${table(['Year', 'Sessions', 'Stocks', 'R²', 'Adjusted'], fit, [0, 1, 2, 3, 4])}

Factors, annualised
${table(['Factor', 'Return, %', 'Volatility, %', 'Sharpe ratio', '|t| > 2, %'], factors, [1, 2, 3, 4])}

Styles
${table(['Style', 'VIF', 'Largest', 'Stability ρ', 'Rating', 'Imputed, %'], styles, [1, 2, 3, 5])}

Forecasts against outcomes: correct forecasts have bias 1 and Q 2.27
${table(['Test portfolios', 'Horizon, sessions', 'Number', 'Bias', 'In band, %', 'p-value', 'MRAD', 'Q', 'QLIKE'], bias, [1, 2, 3, 4, 5, 6, 7, 8])}
p-value: probability of so few in their bands if every forecast were correct and the portfolios independent.
QLIKE: comparable between forecasts of the same portfolios; lower is better.
`;
}
