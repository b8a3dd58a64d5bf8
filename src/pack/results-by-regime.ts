import type { Regime } from '../../regimes/regime.ts';
import { REGIMES } from '../../regimes/regime.ts';
import { UserError } from '../market/problem.ts';
import { mean, sampleDeviation } from '../math/statistics/sample-moments.ts';
import { levelHistoryOf } from '../whatif/stress/level-history.ts';
import type { PortfolioBasis } from '../whatif/portfolio-basis.ts';
import { assetsOf } from '../whatif/simulation/policies.ts';
import { type AssetHistory, monthlyHistory } from '../whatif/simulation/monthly-history.ts';
import { type Available, available, missing } from './document/parts.ts';

/** Months that began with a label. Simple returns a month, as fractions; null with fewer than two months. */
export interface MonthsOfLabel {
  readonly label: Regime;
  readonly months: number;
  readonly mean: number | null;
  readonly deviation: number | null;
  readonly worst: number | null;
}

/** The returns of one asset, or of the decided weights, by the label with which a month began. */
export interface AssetByRegime {
  readonly id: string;
  readonly source: AssetHistory['source'] | 'weights';
  /** Months that are their vendor’s back-test. */
  readonly backTested: number;
  readonly byLabel: readonly MonthsOfLabel[];
  /** The same over live months alone; null where all are live. */
  readonly live: readonly MonthsOfLabel[] | null;
}

/** The decided weights held throughout; what the portfolio would have done, not what it did. */
export const DECIDED_WEIGHTS = 'decided-weights';

/**
 * Monthly returns by label: of today’s decided weights, restored every month without cost, and of each position. History
 * before an index’s launch is counted apart, because its vendor computed it afterwards.
 *
 * @returns missing where nothing can be held or a sleeve has no returns.
 */
export function resultsByRegime(basis: PortfolioBasis): Available<readonly AssetByRegime[]> {
  const { portfolio, view, book, asOf, calls } = basis;
  if (!portfolio)
    return missing(
      'No allocation is possible, so there is nothing to measure by label.',
      'Import the histories of the sleeves’ indices.',
    );
  const levels = levelHistoryOf(view, portfolio.stocks, book.allocations, book.stress.gsecDuration);
  try {
    const history = monthlyHistory(levels, calls, assetsOf(basis, ['nifty']), asOf);
    const { assets, labels } = history;
    const weights = Float64Array.from(assets, ({ id }) => portfolio.final[id] ?? 0);
    const held = Float64Array.from(labels, (_, k) =>
      assets.reduce((sum, a, i) => (weights[i] === 0 ? sum : sum + weights[i]! * a.returns[k]!), 0),
    );
    const over = (returns: Float64Array): MonthsOfLabel[] =>
      REGIMES.map((label) => monthsOf(label, labels, returns));
    const row = (
      id: string,
      source: AssetByRegime['source'],
      backTested: number,
      returns: Float64Array,
    ): AssetByRegime => ({
      id,
      source,
      backTested,
      byLabel: over(returns),
      live: backTested === 0 ? null : over(withoutFirst(returns, backTested)),
    });
    const used = assets.filter((_, i) => weights[i]! > 0);
    return available([
      row(DECIDED_WEIGHTS, 'weights', Math.max(0, ...used.map((a) => a.backTested)), held),
      ...assets.map((a) => row(a.id, a.source, a.backTested, a.returns)),
    ]);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [problem] = error.problems;
    return missing(`${problem!.about}: ${problem!.message}`, problem!.remedy);
  }
}

/** Returns without the first known ones, which are the vendor’s back-test. */
function withoutFirst(returns: Float64Array, count: number): Float64Array {
  let known = 0;
  return returns.map((r) => (Number.isFinite(r) && known++ < count ? NaN : r));
}

function monthsOf(label: Regime, labels: readonly (string | null)[], returns: Float64Array): MonthsOfLabel {
  const found = returns.filter((r, k) => labels[k] === label && Number.isFinite(r));
  const isEnough = found.length > 1;
  return {
    label,
    months: found.length,
    mean: isEnough ? mean(found) : null,
    deviation: isEnough ? sampleDeviation(found) : null,
    worst: isEnough ? found.reduce((a, b) => Math.min(a, b)) : null,
  };
}
