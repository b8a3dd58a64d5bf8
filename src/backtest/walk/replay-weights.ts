import type { CostRules } from '../../../allocations/cost-rules.ts';
import { tradingRates } from '../fill/trading-rates.ts';
import type { IndexMarket } from '../instruments/index-market.ts';
import type { FillRule } from '../plan.ts';
import type { Schedule } from '../schedule.ts';
import { type HeldState, openingState, type WalkedMonth, walkMonth, weightsAt } from './index-walk.ts';
import type { TaxedWalk } from './held-tax.ts';
import type { PositionWeights } from './base-weights.ts';

/** Weights known in advance for every month: an alternative, or the record under other assumptions. */
export interface WeightsReplay {
  readonly market: IndexMarket;
  readonly schedule: Schedule;
  readonly weights: readonly PositionWeights[];
  readonly fill: FillRule;
  readonly costs: CostRules;
  /** Multiple of all charges. */
  readonly multiple: number;
  /** Tax by lot; by default none. */
  readonly taxed?: TaxedWalk | null;
}

/** Walks through months with weights that do not depend on what is held. */
export function replayWeights({
  market,
  schedule,
  weights,
  fill,
  costs,
  multiple,
  taxed = null,
}: WeightsReplay): WalkedMonth[] {
  const { months, sessions } = schedule;
  let state: HeldState = openingState(months[0]!, taxed);
  return months.map((month, k) => {
    const walked = walkMonth(
      state,
      month,
      { opening: weightsAt(state, market, month.decided), weights: weights[k]! },
      market,
      {
        fill,
        rates: tradingRates(sessions[month.filled]!, costs, multiple),
        multiple,
        isFirst: k === 0,
        isLast: k === months.length - 1,
      },
    );
    state = walked.state;
    return walked;
  });
}

/** The values after costs of walked months, by session. */
export const netValues = (months: readonly WalkedMonth[]): number[] => months.flatMap(({ net }) => [...net]);
