// The efficient frontier of four assets from expected returns and covariances, as a table.
import { frontier, type Moments } from 'trrm/optimiser';

const volatility = [0.18, 0.22, 0.15, 0.06];
const correlation = [
  [1, 0.85, 0.05, 0.1],
  [0.85, 1, 0.02, 0.05],
  [0.05, 0.02, 1, 0.15],
  [0.1, 0.05, 0.15, 1],
];
const moments: Moments = {
  names: ['large caps', 'small caps', 'gold', 'G-secs'],
  expected: [0.115, 0.135, 0.075, 0.07],
  covariance: correlation.map((row, i) => row.map((r, j) => r * volatility[i]! * volatility[j]!)),
};
const points = await frontier({ moments, points: 7, constraints: { maxWeight: { 'small caps': 0.4 } } });

console.log(['return', 'risk', ...moments.names].join('\t'));
for (const { expectedReturn, volatility: risk, weights } of points) {
  const figures = [expectedReturn!, risk, ...moments.names.map((name) => weights[name]!)];
  console.log(figures.map((x) => `${(100 * x).toFixed(1)} %`).join('\t'));
}
