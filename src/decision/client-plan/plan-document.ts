import type { CategoryChoice } from '../../../allocations/fund-plan/categories.ts';
import type { ChosenFund, PassedOver } from '../../../allocations/fund-plan/choose-funds.ts';
import type { FundWeights } from '../../../allocations/fund-plan/fund-weights.ts';
import type { PlanAttribution } from '../../../allocations/fund-plan/plan-attribution.ts';
import type { FundOrders } from '../../../allocations/fund-plan/plan-orders.ts';
import type { Client, Investable } from '../../../allocations/profile/client-file.ts';
import type { NearestMove } from '../../../allocations/profile/nearest-change.ts';
import type { RiskProfile } from '../../../allocations/profile/risk-profile.ts';
import type { Bands } from '../../../allocations/profile/rules.ts';
import type { TacticalPlace } from '../../../allocations/profile/tactical-place.ts';
import type { TacticalRecord } from '../../../allocations/profile/tactical-record.ts';
import type { TacticalScore } from '../../../allocations/profile/tactical-score.ts';
import type { Regime } from '../../../regimes/regime.ts';
import type { FundCard } from '../../funds/fund-card.ts';
import type { Day } from '../../market/day.ts';
import type { Problem } from '../../market/problem.ts';

/** The tactical step of a plan, with everything needed to question it. */
export interface TacticalStep {
  readonly score: TacticalScore;
  readonly place: TacticalPlace;
  readonly crisis: boolean;
  readonly nearest: NearestMove | null;
  /** Null where the store has too few months. */
  readonly record: TacticalRecord | null;
}

/** A fund of the plan with its weight. */
export interface PlannedFund extends ChosenFund {
  readonly weight: number;
}

/** A client's plan: from the answers to the orders, each step with its reasons. */
export interface ClientPlan {
  readonly asOf: Day;
  readonly simulated: boolean;
  readonly client: Client;
  readonly profile: RiskProfile;
  readonly bands: Bands;
  readonly money: Investable;
  readonly regime: Regime;
  readonly tactical: TacticalStep;
  readonly categories: readonly CategoryChoice[];
  readonly cards: readonly FundCard[];
  readonly funds: readonly PlannedFund[];
  readonly passedOver: readonly PassedOver[];
  readonly weights: FundWeights;
  readonly orders: FundOrders;
  /** A back-test of these weights over the last year; null without a year of returns. */
  readonly attribution: PlanAttribution | null;
  readonly problems: readonly Problem[];
}
