import type { ModelBuildOptions } from '../decision/stocks/model-build-options.ts';
import { UserError } from '../market/problem.ts';
import type { PortfolioBasis } from '../whatif/portfolio-basis.ts';
import { stressBasis } from '../whatif/stress/stress-of-store.ts';
import type { StressQuestions, StressTest } from '../whatif/stress/stress-test.ts';

/** A month in which the market factor falls by a tenth, and the most plausible one in which the portfolio does (our choice). */
const ASKED: StressQuestions = { shocks: { MARKET: -0.1 }, loss: -0.1 };

/** Part 12 without the simulation: windows, and, where the risk model covers what is held, a shock and a reverse stress. */
export function packStress(basis: PortfolioBasis, modelBuild: ModelBuildOptions): StressTest {
  if (!basis.portfolio?.stocks) return stressBasis(basis, modelBuild, {});
  try {
    return stressBasis(basis, modelBuild, ASKED);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // No stock is held, or a factor has no variance: the windows can do without.
    return stressBasis(basis, modelBuild, {});
  }
}
