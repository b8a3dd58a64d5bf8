import { morningstarReturn } from '../../math/performance/morningstar-return.ts';
import type { FundMonths } from '../fund-months.ts';
import { type Measured, measured, undefinedBecause } from '../measured.ts';

/** Morningstar's risk-adjusted return with risk aversion γ, per year. */
export function riskAdjustedReturn({ returns, riskFree }: FundMonths, gamma: number): Measured {
  const value = morningstarReturn(
    returns.map((r, i) => (1 + r) / (1 + riskFree[i]!)),
    gamma,
  );
  return value === null ? undefinedBecause('a month lost everything') : measured(value);
}
