import type { FundWeights } from '../../../allocations/fund-plan/fund-weights.ts';
import {
  type AttributedFund,
  attributePlan,
  type PlanAttribution,
} from '../../../allocations/fund-plan/plan-attribution.ts';
import {
  ASSET_CLASSES,
  type AssetClass,
  type ClassWeights,
} from '../../../allocations/profile/asset-classes.ts';
import type { Bands } from '../../../allocations/profile/rules.ts';
import { growthOf } from '../../funds/benchmark-window.ts';
import { benchmarkOf } from '../../funds/category-benchmarks.ts';
import { completeMonthEnds } from '../../funds/month-ends.ts';
import { type LevelSeries, valueOn } from '../../funds/nav-series.ts';
import type { Day } from '../../market/day.ts';
import type { SeriesKey } from '../../market/series.ts';
import type { Store } from '../../market/store/store.ts';
import type { Indices } from './class-indices.ts';
import type { PlannedFund } from './plan-document.ts';

/** Months that the attribution looks back (our choice). */
const ATTRIBUTED_MONTHS = 12;

/**
 * What the plan's weights would have earned over the last year, held and rebalanced every month, and why: a back-test, not
 * the client's own record.
 *
 * @returns null if Treasury bills or the NAVs of a fund do not cover the year.
 */
export async function backTestedAttribution(
  store: Store,
  asOf: Day,
  plan: {
    readonly bands: Bands;
    readonly funds: readonly PlannedFund[];
    readonly weights: FundWeights;
    readonly navs: ReadonlyMap<string, LevelSeries>;
    readonly indices: Indices;
  },
): Promise<PlanAttribution | null> {
  const { bands, funds, weights, navs, indices } = plan;
  const ends = completeMonthEnds(indices.sessions, asOf).slice(-(ATTRIBUTED_MONTHS + 1));
  const growth = (levels: LevelSeries): number[] => [...growthOf(ends.map((end) => valueOn(levels, end)))];
  const bills = growth(indices.bills);
  const orBills = (returns: readonly number[]): readonly number[] =>
    returns.every(Number.isFinite) ? returns : bills;
  const classes: Readonly<Record<AssetClass, readonly number[]>> = {
    equity: orBills(growth(indices.equity)),
    debt: bills,
    gold: orBills(growth(indices.gold)),
    cash: bills,
  };
  const ids = [...new Set(funds.map(({ category }) => benchmarkOf(category)))];
  const view = (await store.load(ids.map((id): SeriesKey => `${id}.tri`))).view(asOf);
  const indexOf = (category: string, assetClass: AssetClass): readonly number[] => {
    const { observedOn, value } = view.column(`${benchmarkOf(category)}.tri`);
    const returns = growth({ days: observedOn, values: value });
    return returns.every(Number.isFinite) ? returns : classes[assetClass];
  };
  const attributed: AttributedFund[] = funds.map(({ fund, class: assetClass, category, weight }) => ({
    class: assetClass,
    weight,
    returns: growth(navs.get(fund.code)!),
    category: indexOf(category, assetClass),
  }));
  if (
    ends.length <= ATTRIBUTED_MONTHS ||
    !bills.every(Number.isFinite) ||
    !attributed.every(({ returns }) => returns.every(Number.isFinite))
  )
    return null;
  // What no fund took lies in cash.
  const cash = ASSET_CLASSES.reduce((sum, id) => sum + weights.unfilled[id], 0);
  const centre: ClassWeights = {
    equity: bands.equity.centre,
    debt: bands.debt.centre,
    gold: bands.gold.centre,
    cash: bands.cash.centre,
  };
  return attributePlan({
    centre,
    classes,
    benchmark: bills,
    funds: [...attributed, { class: 'cash', weight: cash, returns: bills, category: bills }],
  });
}
