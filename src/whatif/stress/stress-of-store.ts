import { existsSync } from 'node:fs';
import { type AllocationOptions, requestOf } from '../../decision/run/run-monthly-allocation.ts';
import type { RunRequest } from '../../decision/run/monthly-run.ts';
import type { DateInput } from '../../market/date-input.ts';
import type { Day } from '../../market/day.ts';
import { UserError } from '../../market/problem.ts';
import type { Store } from '../../market/store/store.ts';
import { readModelStore } from '../../risk/store/model-store.ts';
import { type PortfolioBasis, portfolioBasis } from '../portfolio-basis.ts';
import { type FactorDays, readFactorDays } from './replay-factors.ts';
import { type StressQuestions, type StressTest, stressTest, windowSpans } from './stress-test.ts';

/** What is stressed, and how. */
export interface StressOptions extends AllocationOptions, StressQuestions {}

/**
 * Stress tests the portfolio of a date: historical windows on today's weights, and, if asked for, a shock of factors and the most
 * plausible move that makes a loss.
 *
 * @param store an open store; nothing is written to it.
 * @param asOf ISO date; default: the last session of the store.
 * @returns each window with the Nifty, the portfolio, its coverage by own data and the rules followed through it.
 * @throws UserError for an unknown factor, factors without a risk model, or whatever a monthly run refuses.
 * @example
 * import { openStore } from 'trrm';
 * import { stressWindows } from 'trrm/stress';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const { windows } = await stressWindows(store);
 * await store.close();
 * for (const { id, nifty, portfolio } of windows)
 *   console.log(id, nifty?.return ?? 'before the data', portfolio?.return ?? 'before the data');
 */
export async function stressWindows(
  store: Store,
  asOf?: DateInput,
  { shocks, loss, ...options }: StressOptions = {},
): Promise<StressTest> {
  const questions = { ...(shocks && { shocks }), ...(loss !== undefined && { loss }) };
  return stressRequest(store, await requestOf(store, asOf, options), questions);
}

/** The same for a complete request. */
export async function stressRequest(
  store: Store,
  request: RunRequest,
  questions: StressQuestions,
): Promise<StressTest> {
  return stressBasis(await portfolioBasis(store, request), request.modelBuild, questions);
}

/** The same for what was gathered already, with the factor returns of the cached model. */
export const stressBasis = (
  basis: PortfolioBasis,
  modelBuild: RunRequest['modelBuild'],
  questions: StressQuestions,
): StressTest => stressTest(basis, factorDaysOf(basis, modelBuild), questions);

/** Factor returns from the cached model; none where it is missing or damaged, since windows can do without. */
function factorDaysOf(
  basis: PortfolioBasis,
  { cache, warn }: RunRequest['modelBuild'],
): ReadonlyMap<Day, FactorDays> {
  if (!basis.portfolio?.stocks || !cache || !existsSync(cache.riskModel)) return new Map();
  try {
    return readFactorDays(cache.riskModel, readModelStore(cache.riskModel), windowSpans(basis));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    for (const problem of error.problems) warn?.({ ...problem, severity: 'warning' });
    return new Map();
  }
}
