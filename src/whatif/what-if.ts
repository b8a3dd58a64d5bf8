import type { Allocation } from '../../allocations/allocation.ts';
import type { Problem } from '../market/problem.ts';
import type { RegimeCall } from '../../regimes/model/regime-call.ts';
import type { Implementation } from '../../allocations/orders/implement.ts';
import type { ScenarioLoss } from './stress/scenario-loss.ts';
import type { SignalReport } from '../../regimes/model/signal-report.ts';

/** One side of a comparison: the call, its signals, the resulting allocation, and the orders and hedge that implement it. */
export interface ScenarioSide extends RegimeCall, Implementation {
  readonly signals: readonly SignalReport[];
  readonly allocation: Allocation;
}

/** One assumption of a scenario: a level, a forced regime, or a parameter of the rule book. */
export type Assumption =
  | {
      readonly kind: 'level';
      readonly key: string;
      readonly unit: string;
      readonly from: number | null;
      readonly to: number;
      /** `carried` if another assumption moved it, as a Nifty move does P/E. */
      readonly how: 'set' | 'carried';
      /** The level or move as the user wrote it, such as `-20%`; null if carried. */
      readonly asked: string | null;
      /** The lowest and highest observed value up to the as-of date, and the day of the first; null if there is none. */
      readonly history: { readonly min: number; readonly max: number; readonly since: string } | null;
    }
  | { readonly kind: 'regime'; readonly regime: string }
  | { readonly kind: 'rule'; readonly path: string; readonly from: unknown; readonly to: unknown };

/** A scenario and its consequences. It is not a decision: nothing of it enters the ledger. */
export interface WhatIf {
  readonly asOf: string;
  readonly simulated: boolean;
  readonly set: readonly Assumption[];
  readonly before: ScenarioSide;
  readonly after: ScenarioSide;
  /** What the opening holdings lose when prices move with the Nifty, before any trade; null where prices are today's. */
  readonly loss: ScenarioLoss | null;
  /** Limits of the comparison itself, such as a level outside its history. Each side has its own problems besides. */
  readonly problems: readonly Problem[];
}
