import type { Allocation } from '../../allocations/allocation.ts';
import type { RegimeCall } from '../../regimes/model/regime-call.ts';
import type { CarriedOut } from '../../allocations/orders/implement.ts';
import type { SignalReport } from '../../regimes/model/signal-report.ts';

/** One side of a comparison: the call, its signals, the allocation that follows, and what it takes to get there. */
export interface Side extends RegimeCall, CarriedOut {
  readonly signals: readonly SignalReport[];
  readonly allocation: Allocation;
}

/** Something that was supposed: a level, a forced regime, a parameter of the rule book. */
export type Supposition =
  | {
      readonly kind: 'level';
      readonly key: string;
      readonly unit: string;
      readonly from: number | null;
      readonly to: number;
      /** `carried` where another supposition moved it along, as a Nifty move does P/E. */
      readonly how: 'set' | 'carried';
    }
  | { readonly kind: 'regime'; readonly regime: string }
  | { readonly kind: 'rule'; readonly path: string; readonly from: unknown; readonly to: unknown };

/** A supposition's consequences. A simulation: nothing of it enters the ledger. */
export interface WhatIf {
  readonly asOf: string;
  readonly simulated: boolean;
  readonly set: readonly Supposition[];
  readonly before: Side;
  readonly after: Side;
}
