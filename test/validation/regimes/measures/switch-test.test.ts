import { sampleStandardDeviation } from 'simple-statistics';
import { switchTest } from '../../../../src/validation/regimes/measures/switch-test.ts';

// Alternately up 2 % and down 1 % for 400 sessions; always invested.
const moves = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 0.02 : -0.01));
const closes = new Float64Array(moves.length + 1).fill(100);
moves.forEach((r, i) => (closes[i + 1] = closes[i]! * (1 + r)));
const holding = (cash: Float64Array) =>
  switchTest({ closes, cash, months: [{ session: 0, label: 'bullish' }], delay: 0, cost: 0.002 })!;

describe('the switch test', () => {
  const noCash = holding(new Float64Array(closes.length));
  // Cash that earns only on days when the index rises.
  const unsteady = holding(Float64Array.from(closes, (_, s) => (s % 2 === 1 ? 0.01 : 0)));

  test('has the volatility of its returns, whatever cash earns', () => {
    expect(noCash.volatility).toBeCloseTo(100 * sampleStandardDeviation(moves) * Math.sqrt(252), 9);
    expect(unsteady.volatility).toBe(noCash.volatility);
  });

  test('has the Sharpe ratio of its returns above cash', () => {
    const excess = moves.map((r) => (r > 0 ? r - 0.01 : r));
    // The excess return alternates between +1 % and −1 %, so its mean is zero.
    expect(excess.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 12);
    expect(unsteady.sharpe).toBeCloseTo(0, 9);
    expect(noCash.sharpe).toBeCloseTo((0.005 / sampleStandardDeviation(moves)) * Math.sqrt(252), 9);
  });
});
