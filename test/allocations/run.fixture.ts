import { allocate } from '../../allocations/allocate.ts';
import type { Allocation, SleeveAllocation } from '../../allocations/allocation.ts';
import { DEFAULT_COST_RULES } from '../../allocations/cost-rules.ts';
import { openingHoldings } from '../../allocations/opening-holdings.ts';
import type { PreviousCall } from '../../allocations/holdings/opening.ts';
import type { PortfolioByValue } from '../../allocations/holdings/portfolio-by-value.ts';
import { type AllocationRules, DEFAULT_ALLOCATION_RULES } from '../../allocations/rules.ts';
import { SLEEVES, type SleeveId } from '../../allocations/positions.ts';
import { NSE_PROXY_INDICES } from '../../allocations/inverse-volatility/proxy-indices.ts';
import type { Regime } from '../../regimes/regime.ts';
import type { MarketHistory, Versions } from '../../src/market/as-of.ts';
import type { Day } from '../../src/market/day.ts';
import { figure, marketOf, seesaw, weekdays } from './market.fixture.ts';

// 301 sessions from 2020-01-01; the last is 2021-02-24, and session 280 is 2021-01-27.
export const DAYS = weekdays(301);
export const AS_OF = DAYS[300]!;
export const BEFORE: PreviousCall = { monthEnd: DAYS[280]!, regime: 'bullish' };
export const series = (id: SleeveId): string => NSE_PROXY_INDICES[id].series;

/** A market in which each given sleeve alternates by its own daily step. */
export function swinging(
  steps: Readonly<Partial<Record<SleeveId, number>>>,
  more: Record<string, Versions> = {},
): MarketHistory {
  const figures: Record<string, Versions> = { 'nifty-50.close': figure(DAYS, seesaw(301, 0.01)) };
  for (const [id, step] of Object.entries(steps)) {
    figures[`${series(id as SleeveId)}.tri`] = figure(DAYS, seesaw(301, step));
  }
  return marketOf({ ...figures, ...more });
}

export const ALL_EQUAL = Object.fromEntries(SLEEVES.map((id) => [id, 0.01]));

interface Setting {
  readonly asOf?: Day;
  readonly regime?: Regime;
  readonly previous?: PreviousCall | null;
  readonly portfolio?: PortfolioByValue | null;
  readonly rules?: AllocationRules;
}

/** An allocation of the bullish regime after a bullish month, by default. */
export async function run(market: MarketHistory, setting: Setting = {}): Promise<Allocation> {
  const { asOf = AS_OF, regime = 'bullish', previous = BEFORE, portfolio = null } = setting;
  const { rules = DEFAULT_ALLOCATION_RULES } = setting;
  const stocksAt = () => Promise.resolve(null);
  const holdings = await openingHoldings({
    market,
    asOf,
    previous,
    portfolio: portfolio && { kind: 'by-value', portfolio },
    rules,
    stocksAt,
  });
  const costs = DEFAULT_COST_RULES;
  return allocate({ view: market.view(asOf), regime, holdings, rules, costs, stocks: null });
}

export const line = (a: Allocation, id: SleeveId): SleeveAllocation => a.sleeves.find((s) => s.id === id)!;
