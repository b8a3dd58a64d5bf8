import { signed } from '../../../signals/wording.ts';
import { displayDay } from '../../market/day.ts';
import type { RiskDiagnostics } from '../../risk/diagnostics/diagnose.ts';
import { simulatedMark } from './mark.ts';
import { table } from './table.ts';

const two = (x: number | null | undefined): string =>
  x === null || x === undefined ? '–' : `${x < 0 ? '−' : ''}${Math.abs(x).toFixed(2)}`;
const percent = (x: number | null): string => (x === null ? '–' : signed(100 * x, 1));

/** How good the model was, on one screen: fit, factors, styles, bias of its forecasts. Unflattering figures included. */
export function diagnosticsText(d: RiskDiagnostics, simulated: boolean): string {
  if (d.span === null) return 'The model has no sessions.\n';
  const fit = d.fit.map((f) => [
    String(f.year),
    String(f.sessions),
    f.names.toFixed(0),
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
      f.shareSignificant === null ? '–' : (100 * f.shareSignificant).toFixed(0),
    ]);
  const styles = d.styles.map((s) => [
    s.style,
    two(s.vif?.mean),
    two(s.vif?.worst),
    two(s.stability),
    s.mark ?? '–',
    s.shareFitted === null ? '–' : (100 * s.shareFitted).toFixed(0),
  ]);
  const bias = d.bias.map(({ bets, horizon, tests, summary }) => [
    bets,
    String(horizon),
    String(tests.length),
    ...(summary
      ? [
          two(summary.bias),
          (100 * summary.shareInBand).toFixed(0),
          summary.chance < 0.01 ? '< 0.01' : summary.chance.toFixed(2),
          two(summary.mrad),
          two(summary.q),
          two(summary.qlike),
        ]
      : ['–', '–', '–', '–', '–', '–']),
  ]);
  return `${simulatedMark(simulated)}INEC-1, ${displayDay(d.span.from)} to ${displayDay(d.span.to)}, ${d.sessions} sessions

Fit of the daily regression
${table(['Year', 'Sessions', 'Stocks', 'R²', 'Adjusted'], fit, [0, 1, 2, 3, 4])}

Factors, a year
${table(['Factor', 'Return, %', 'Volatility, %', 'Ratio', '|t| > 2, %'], factors, [1, 2, 3, 4])}

Styles
${table(['Style', 'VIF', 'worst', 'Stability ρ', '', 'Fitted, %'], styles, [1, 2, 3, 5])}

Forecasts against what followed: bias 1 and Q 2.27 where they were right
${table(['Bets', 'Sessions held', 'Bets tested', 'Bias', 'In band, %', 'Chance', 'MRAD', 'Q', 'QLIKE'], bias, [1, 2, 3, 4, 5, 6, 7, 8])}
Chance: that so few lie in their bands where every forecast is right, if bets had nothing to do with each other.
QLIKE: to be held against that of other forecasts of the same bets; lower is better.
`;
}
