import { type PositionId, POSITIONS, SLEEVES } from '../../../../allocations/positions.ts';
import type { AllocationRules } from '../../../../allocations/rules.ts';
import { sessionsOf } from '../../../market/calendar/calendar.ts';
import type { Day } from '../../../market/day.ts';
import type { Problem } from '../../../market/problem.ts';
import { NIFTY } from '../../../market/series.ts';
import type { Store } from '../../../market/store/store.ts';
import { indexMarket, indexMarketSeries } from '../../instruments/index-market.ts';
import { type HoldingMarket, holdingKey, isStock } from './holding-market.ts';
import { stockPrices } from './stock-prices.ts';

export interface HoldingMarketRequest {
  readonly from: Day;
  readonly to: Day;
  /** Positions, ISINs and scheme codes that are held or traded. */
  readonly ids: Iterable<string>;
  /** The rule book's index of each sleeve. */
  readonly instruments: AllocationRules['instruments'];
}

/**
 * Prices of holdings from a store, as known at the end of the span: positions by the levels that the back-test uses, stocks by
 * their closes with dividends. Fund units and exchange-traded funds have none.
 *
 * @throws UserError for index levels that cannot be used.
 */
export async function marketOfHoldings(
  store: Store,
  { from, to, ids, instruments }: HoldingMarketRequest,
): Promise<{ readonly market: HoldingMarket; readonly problems: readonly Problem[] }> {
  const wanted = new Set(ids);
  // Only the indices that are held are read, so that a fault of another one spoils nothing.
  const used = Object.fromEntries(
    SLEEVES.flatMap((id) => (wanted.has(id) && instruments[id] ? [[id, instruments[id]]] : [])),
  ) as AllocationRules['instruments'];
  const data = await store.load([...indexMarketSeries(used, [NIFTY]), `${NIFTY}.close`]);
  const view = data.view(to);
  const all = sessionsOf(view);
  const first = all.findLastIndex((s) => s <= from);
  const sessions = all.slice(Math.max(0, first));
  const span = { first: 0, last: sessions.length - 1 };
  const indices = indexMarket({
    view,
    sessions,
    span,
    instruments: used,
    benchmarks: [],
    expenses: null,
  });
  const stocks = await stockPrices(store, sessions, new Set([...wanted].filter(isStock).map(holdingKey)));
  const levels = new Map<string, Float64Array>([
    ...POSITIONS.map((id: PositionId, i) => [id, indices.levels[i]!] as const),
    ...Array.from(stocks, ([id, { level }]) => [id, level] as const),
  ]);
  return {
    market: {
      sessions,
      price: (id, at) => finite(stocks.get(holdingKey(id))?.close[at]),
      growth: (id, start, end) => {
        const path = levels.get(holdingKey(id));
        return path ? finite(path[end]! / path[start]!) : null;
      },
      shares: (id, start, end) => {
        const of = stocks.get(holdingKey(id));
        if (!of) return 1;
        return start <= end
          ? of.shares(sessions[start]!, sessions[end]!)
          : 1 / of.shares(sessions[end]!, sessions[start]!);
      },
    },
    problems: indices.problems,
  };
}

const finite = (x: number | undefined): number | null => (x !== undefined && Number.isFinite(x) ? x : null);
