import { type Assets, expectedOf } from '../assets.ts';
import { type OptimalPortfolio, optimalPortfolio } from '../result.ts';
import type { Constraint } from '../constraints/constraint.ts';
import type { Unsolved } from '../solve.ts';
import { maximiseRatio, type UndefinedRatio } from './ratio-maximisation.ts';

/** An excess return below this fraction of the rates that it is the difference of is rounding. */
const ROUNDING = 1e-14;

/**
 * Maximises the Sharpe ratio, expected return above the risk-free rate over volatility (Sharpe 1966). If the assets hold
 * cash at the risk-free rate, every mix with cash has the same ratio (Tobin 1958); the portfolio with the least cash, the
 * tangency portfolio, is given and a note says so.
 *
 * @param riskFreeRate decimal, in the time unit of the expected returns.
 * @returns `no-ratio` if no portfolio earns more than the risk-free rate, or if one earns more without risk.
 */
export async function maximumSharpe(
  assets: Assets,
  constraints: readonly Constraint[],
  riskFreeRate: number,
): Promise<OptimalPortfolio | Unsolved | UndefinedRatio> {
  const excess = expectedOf(assets).map((m) =>
    Math.abs(m - riskFreeRate) > ROUNDING * Math.max(Math.abs(m), Math.abs(riskFreeRate))
      ? m - riskFreeRate
      : 0,
  );
  const found = await maximiseRatio(assets, constraints, excess);
  if (found.kind !== 'solved') return found;
  const { solution, ratio, neutral } = found;
  return {
    ...optimalPortfolio(assets, solution),
    ratio: { kind: 'sharpe', value: ratio },
    notes:
      neutral.length > 0
        ? [
            `Mixes of this portfolio with ${neutral.join(' and ')}, which earns the risk-free rate without risk, have the same ` +
              'Sharpe ratio; of these, the portfolio with the least cash is given.',
          ]
        : [],
  };
}
